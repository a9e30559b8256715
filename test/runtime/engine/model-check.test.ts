import { days, hours } from '../../../packages/runtime/src/shared';
import { mail, onEvents } from '../../support/journey';
import { randomOf } from '../../support/random-journey';
import { simulateEngine, type SimulatedEngine } from '../../support/simulated-engine';
import { waitJourney } from '../../support/wait-journey';

jest.setTimeout(3_600_000);

/** So long in CI; as many seeds as are asked for with AFTERCART_MODEL_SEEDS, and one alone with AFTERCART_SEED. */
const LONGEST = 20_000;
const ONLY = process.env.AFTERCART_SEED;
const COUNT = process.env.AFTERCART_MODEL_SEEDS;

const CONTACTS = [1, 2, 3];
const STEPS = 12;
const FIRST_WAIT = days(2);
const SECOND_WAIT = hours(5);

/** Where one round of a journey stands: this is all that there is to know of it. */
interface Round {
  readonly contact: number;
  at: 'Wait' | 'Second wait' | 'Paid' | 'Done' | 'left';
  wakeAt: number | undefined;
  /** Its event came while the journey was paused. */
  isPaid: boolean;
  mails: number;
}

/** What the engine is to do, as briefly as it can be said: nothing is ever lost, done twice, or late. */
class Model {
  readonly rounds: Round[] = [];
  private pausedAt: number | undefined;

  enter(contact: number, now: number): void {
    if (this.pausedAt !== undefined) return;
    this.rounds.push({ contact, at: 'Wait', wakeAt: now + FIRST_WAIT.milliseconds, isPaid: false, mails: 0 });
  }

  /** An event that the first wait waits for. */
  pay(contact: number, now: number): void {
    for (const round of this.waiting(contact)) {
      if (round.at !== 'Wait' || round.isPaid) continue;
      Object.assign(round, { isPaid: true, wakeAt: now });
    }
    this.passTo(now);
  }

  leave(contact: number): void {
    for (const round of this.waiting(contact)) this.end(round, 'left');
  }

  pause(now: number): void {
    this.pausedAt ??= now;
  }

  resume(policy: 'shift' | 'sendOverdue', now: number): void {
    const by = now - (this.pausedAt ?? now);
    if (policy === 'shift') for (const round of this.waiting()) if (!round.isPaid) round.wakeAt! += by;
    this.pausedAt = undefined;
    this.passTo(now);
  }

  passTo(now: number): void {
    if (this.pausedAt !== undefined) return;
    for (const round of this.waiting()) {
      if (now < round.wakeAt!) continue;
      if (round.isPaid) this.end(round, 'Paid');
      else if (round.at === 'Second wait') this.end(round, 'Done');
      else Object.assign(round, { at: 'Second wait', wakeAt: now + SECOND_WAIT.milliseconds, mails: 1 });
    }
  }

  private waiting(contact?: number): Round[] {
    return this.rounds.filter((round) => round.wakeAt !== undefined && (contact ?? round.contact) === round.contact);
  }

  private end(round: Round, at: Round['at']): void {
    Object.assign(round, { at, wakeAt: undefined });
  }
}

const JOURNEY = (() => {
  const arms = [{ name: 'Paid', waitFor: 'event', events: ['order.paid'] }];
  const journey = waitJourney(arms, { atMost: 2, atMostUnit: 'days' }, onEvents('order.placed')) as {
    nodes: object[];
    connections: Record<string, object>;
  };
  const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
  const more = [
    { ...mail('Still there?'), typeVersion: 1 },
    { name: 'Second wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 5, unit: 'hours' } },
    { name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
  ];
  const nodes = more.map((node, index) => ({ id: `m${index}`, position: [0, 100 * index], ...node }));
  return {
    ...journey,
    nodes: [...journey.nodes, ...nodes],
    connections: {
      ...journey.connections,
      'Timed out': to('Mail'),
      Mail: to('Second wait'),
      'Second wait': to('Done'),
    },
    settings: { executionOrder: 'v1', aftercart: { exitOn: ['order.refunded'] } },
  };
})();

let engine: SimulatedEngine;
beforeAll(async () => (engine = await simulateEngine(JOURNEY)));
afterAll(async () => await engine.close());

test('whatever happens to contacts, and whenever the process dies, the engine keeps the books that a page of rules keeps', async () => {
  const deadline = Date.now() + LONGEST;
  const first = ONLY === undefined ? 0 : Number(ONLY);
  const last = ONLY === undefined ? Number(COUNT ?? Infinity) : first + 1;
  let seed = first;
  for (; seed < last && (COUNT !== undefined || Date.now() < deadline); seed++) await check(seed);
  expect(seed - first).toBeGreaterThan(0);
  process.stdout.write(`The engine was held to the model with ${seed - first} seeds\n`);
});

async function check(seed: number): Promise<void> {
  const random = randomOf(seed);
  const model = new Model();
  const told: string[] = [];
  const ACTS = [enter, enter, pay, leave, pass, pass, pass, pass, crash, pause, resume, resume];
  await engine.forget();
  await addContacts();
  try {
    for (let step = 0; step < STEPS; step++) {
      const contact = CONTACTS[random(CONTACTS.length)]!;
      if (random(4) === 0) {
        const death = random(2) === 0 ? 'before the commit' : 'after the commit';
        engine.dieAt(random(3), death);
        told.push(`dies ${death}`);
      }
      await ACTS[random(ACTS.length)]!(contact, `${seed}-${step}`);
      expect(await booksOf()).toEqual(model.rounds.map(({ contact: of, at, wakeAt = null }) => ({ of, at, wakeAt })));
    }
    expect(await mailsSent()).toBe(model.rounds.reduce((sum, { mails }) => sum + mails, 0));
  } catch (error) {
    throw new Error(`AFTERCART_SEED=${seed}: ${told.join(', ')}`, { cause: error });
  }

  async function enter(contact: number, key: string): Promise<void> {
    told.push(`${contact} enters`);
    model.enter(contact, engine.clock.now());
    await engine.tell({ type: 'order.placed', contact, key });
  }

  async function pay(contact: number, key: string): Promise<void> {
    told.push(`${contact} pays`);
    model.pay(contact, engine.clock.now());
    await engine.tell({ type: 'order.paid', contact, key });
  }

  async function leave(contact: number, key: string): Promise<void> {
    told.push(`${contact} leaves`);
    model.leave(contact);
    await engine.tell({ type: 'order.refunded', contact, key });
  }

  async function pass(): Promise<void> {
    const milliseconds = hours(1 + random(30)).milliseconds;
    told.push(`${milliseconds / 3_600_000} hours pass`);
    engine.advance(milliseconds);
    model.passTo(engine.clock.now());
    await engine.settle();
  }

  async function pause(): Promise<void> {
    told.push('pause');
    model.pause(engine.clock.now());
    await engine.pause();
  }

  async function resume(): Promise<void> {
    const policy = random(2) === 0 ? 'shift' : 'sendOverdue';
    told.push(`goes on (${policy})`);
    model.resume(policy, engine.clock.now());
    await engine.resume(policy);
  }

  async function crash(): Promise<void> {
    told.push('crash');
    await engine.restart();
    await engine.settle();
  }
}

async function addContacts(): Promise<void> {
  await engine.database.write(async (tx) => {
    for (const id of CONTACTS) {
      await tx.run(
        `INSERT INTO contact (id, workspace, email, attributes, created_at, updated_at) VALUES (?, 1, ?, '{}', 0, 0)`,
        [id, `contact-${id}@shop.example`],
      );
    }
  });
}

/** What the engine has stored, in the model's words. */
async function booksOf(): Promise<object[]> {
  const rows = await engine.database.all<{ contact: number; status: string; node: string; wake_at: number | null }>(
    'SELECT contact, status, node, COALESCE(wake_at, parked_at) AS wake_at FROM execution ORDER BY id',
  );
  return rows.map(({ contact, status, node, wake_at }) => ({
    of: contact,
    at: status === 'canceled' ? 'left' : node,
    wakeAt: wake_at,
  }));
}

async function mailsSent(): Promise<number> {
  return Number((await engine.database.get<{ n: number }>('SELECT COUNT(*) AS n FROM message'))?.n);
}
