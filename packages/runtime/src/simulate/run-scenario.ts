import { replaceSendingRules } from '../messages';
import { CodedUserError, days } from '../shared';
import type { WorkflowDocument } from '../workflows';
import { makeHappen } from './make-happen';
import { passTime, settle } from './pass-time';
import { PlayShop } from './play-shop';
import { readMoment, readUntil } from './read-moment';
import { readSimulation } from './read-simulation';
import { LIMITS, type Scenario } from './scenario';
import { seedContact } from './seed-contact';
import type { Simulation } from './simulation';
import { withoutForeignNodes, type Sealed } from './without-foreign-nodes';
import type { World } from './world';

/** Can be answered, so that texts end with how to refuse more. */
const SMS_SENDER = '+972500000000';
const PUSH_SENDER = 'mailto:shop@simulation.invalid';

/**
 * Plays a scenario in a world in which nothing has happened yet.
 * @throws SIMULATION_FOREIGN_NODE where the contact comes to a node that would reach the world outside, SIMULATION_ENDLESS,
 *   SCENARIO_INVALID, and what keeps a workflow from being published
 */
export async function runScenario(world: World, document: WorkflowDocument, scenario: Scenario): Promise<Simulation> {
  const { given, when, until } = scenario;
  const { clock, workspace, workflows, live } = world;
  const startedAt = Date.parse(given.now);
  const start = { startedAt, timeZone: given.timeZone };
  const shop = await PlayShop.open(world, given.contact, given.shop);
  await surround(world, given);
  const contact = await seedContact(world, given.contact, shop, startedAt);
  await settle(world);
  clock.goTo(startedAt);
  if (given.shop.othersBought.length > 0 || given.contact.orders.length > 0) await weigh(world);
  await shop.forgetOthers();

  const sealed = withoutForeignNodes(document, world.host.nodeTypes);
  const { id: workflow } = await workflows.create(workspace, { id: 'simulated', ...sealed.document });
  await live.activate(workspace, workflow);
  await settle(world);

  const ahead = when.map((happening) => ({ happening, at: readMoment(happening.at, start) }));
  for (const { happening, at } of ahead.sort((one, other) => one.at - other.at)) {
    await passTime(world, at);
    await stopAtForeignNode(world, workflow, sealed);
    await makeHappen(world, contact, shop, happening);
    await settle(world);
  }
  const span = readUntil(until);
  const end = startedAt + (span ?? days(LIMITS.days)).milliseconds;
  await passTime(world, end, span ? undefined : () => isOver(world));
  await stopAtForeignNode(world, workflow, sealed);
  return await readSimulation(world, { scenario: scenario.name, startedAt, contact, workflow });
}

/** Works out what goes together, what sells best and how the contact buys, by all that was bought before. */
async function weigh({ insights, workspace }: World): Promise<void> {
  await insights.request(workspace);
  await insights.look();
}

/** Who sends what mails do not, what can be given away, and what decides when and how often messages go out. */
export async function surround(world: World, { calendar, sendingRules, coupons }: Scenario['given']): Promise<void> {
  const { calendarStore, couponPools, database, senders, workspace } = world;
  await senders.create(workspace, { channel: 'sms', provider: 'mailbox', name: 'Simulated', address: SMS_SENDER });
  await senders.create(workspace, { channel: 'push', provider: 'mailbox', name: 'Simulated', address: PUSH_SENDER });
  for (const [name, codes] of Object.entries(coupons)) {
    const pool = { name, maxPerContact: 1, lowStock: null, expiresAt: null };
    const { id } = await couponPools.create(workspace, pool);
    await couponPools.fill(
      workspace,
      id,
      codes.map((code) => ({ code, expiresAt: null })),
    );
  }
  if (calendar) await calendarStore.put(workspace, 'default', calendar);
  if (sendingRules) await replaceSendingRules(database, workspace, sendingRules);
}

/** Nobody waits for anything, no message is on its way, and nobody is watched. */
async function isOver({ database }: World): Promise<boolean> {
  const row = await database.get<{ n: number }>(
    `SELECT (SELECT COUNT(*) FROM execution WHERE stopped_at IS NULL) + (SELECT COUNT(*) FROM message WHERE status = 'queued')
      + (SELECT COUNT(*) FROM pending_entry) + (SELECT COUNT(*) FROM watch) AS n`,
  );
  return row?.n === 0;
}

export async function stopAtForeignNode({ database }: World, workflow: string, { foreign }: Sealed): Promise<void> {
  if (foreign.size === 0) return;
  const names = [...foreign.keys()];
  const stopped = await database.get<{ node: string }>(
    `SELECT node FROM execution WHERE workflow = ? AND node IN (${names.map(() => '?').join(', ')})
      AND error LIKE '%SIMULATION_FOREIGN_NODE%' ORDER BY id LIMIT 1`,
    [workflow, ...names],
  );
  const node = stopped && foreign.get(stopped.node);
  if (!node) return;
  throw new CodedUserError(
    'SIMULATION_FOREIGN_NODE',
    `The contact comes to "${node.name}" (${node.type}), which would reach the world outside. Pin one item of data to it, and the simulation goes on with that.`,
    { node: node.name, type: node.type },
  );
}
