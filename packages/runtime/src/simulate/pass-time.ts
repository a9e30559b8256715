import { CodedUserError, days } from '../shared';
import type { World } from './world';

/** Where what happens by itself is written down with its instant. A feature that adds such a table adds its line here. */
const DUE = [
  "SELECT MIN(wake_at) AS at FROM execution WHERE stopped_at IS NULL AND status <> 'held'",
  // On-site messages wait for their visitor, for whom no time is due.
  "SELECT MIN(due_at) AS at FROM message WHERE status = 'queued' AND channel <> 'onsite'",
  'SELECT MIN(due_at) AS at FROM pending_entry',
  'SELECT MIN(due_at) AS at FROM watch',
  'SELECT MIN(due_at) AS at FROM date_due',
].join(' UNION ALL ');

/** Segments and scores that depend on the time are looked at so often. */
export const LONGEST_STEP = days(1);
/** More rounds at one instant mean that what happens there brings itself about. */
const MOST_ROUNDS = 200;

/** Lets the clock jump from one instant at which something is due to the next, up to an end (UTC epoch ms). */
export async function passTime(world: World, end: number, isOver: () => Promise<boolean> = never): Promise<void> {
  const { clock } = world;
  await settle(world);
  while (clock.now() < end && !(await isOver())) {
    const dueAt = (await nextDue(world)) ?? Infinity;
    clock.goTo(Math.min(end, Math.max(dueAt, clock.now() + 1), clock.now() + LONGEST_STEP.milliseconds));
    await settle(world);
  }
}

/** Does all that is due at this instant. @throws SIMULATION_ENDLESS */
export async function settle(world: World): Promise<void> {
  const { looks, engine, outbox, clock } = world;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const each of looks) await each.look();
    engine.wake();
    await engine.settled();
    await outbox.drain();
    await engine.settled();
    const dueAt = await nextDue(world);
    if (dueAt === undefined || dueAt > clock.now()) return;
  }
  throw new CodedUserError(
    'SIMULATION_ENDLESS',
    'The simulation does not get past one instant: something in it brings itself about.',
    {
      at: new Date(clock.now()).toISOString(),
    },
  );
}

/** UTC epoch ms; undefined where nothing is due ever. */
export async function nextDue({ database }: World): Promise<number | undefined> {
  const row = await database.get<{ at: number | null }>(`SELECT MIN(at) AS at FROM (${DUE}) AS due`);
  return row?.at ?? undefined;
}

const never = (): Promise<boolean> => Promise.resolve(false);
