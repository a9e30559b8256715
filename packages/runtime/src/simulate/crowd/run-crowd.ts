import { eventTriggersOf } from '../../n8n-host';
import { CodedUserError, days } from '../../shared';
import type { WorkflowDocument } from '../../workflows';
import { LONGEST_STEP, nextDue, settle } from '../pass-time';
import { PlayShop } from '../play-shop';
import { stopAtForeignNode, surround } from '../run-scenario';
import type { Scenario } from '../scenario';
import { beginningOf, defineAttributes, seedMemberships, seedPerson } from '../seed-contact';
import { withoutForeignNodes } from '../without-foreign-nodes';
import type { World } from '../world';
import { Agenda } from './agenda';
import type { Crowd } from './crowd';
import { CrowdMember } from './crowd-member';
import { Draws } from './draws';
import { inventPerson, traitsOf, type Traits } from './invent-person';
import { ReadReactions } from './read-reactions';
import { readTally } from './read-tally';
import type { Tally } from './tally';

type Given = Scenario['given']['contact'];

/** A part of a crowd: as many contacts as are in one world. */
export interface CrowdPart {
  readonly crowd: Crowd;
  /** How many came in earlier parts. */
  readonly from: number;
  readonly count: number;
  /** Who they are; invented where left out. */
  readonly people?: readonly Given[];
}

/** Who the contacts of a part are. */
export function peopleOf(part: CrowdPart, document: Pick<WorkflowDocument, 'nodes'>): readonly Given[] {
  if (part.people) return part.people;
  const traits = traitsOf(document);
  const numbers = Array.from({ length: part.count }, (_none, index) => part.from + index + 1);
  return numbers.map((number) =>
    inventPerson(part.crowd, traits, number, new Draws(part.crowd.seed, number, 'person')),
  );
}

/** How long before the journey begins the world does. @returns UTC epoch ms */
export function beginningOfCrowd({ crowd }: CrowdPart, people: readonly Given[]): number {
  const orders = people.flatMap((each) => each.orders);
  return beginningOf({ ...crowd.given, contact: { ...NOBODY, orders } });
}

/**
 * Sends a part of a crowd through a workflow, in a world in which nothing has happened yet. The same part of the same crowd
 * gives the same counts.
 * @param people what `peopleOf` gave
 * @throws as `runScenario`
 */
export async function runCrowd(
  world: World,
  document: WorkflowDocument,
  part: CrowdPart,
  people: readonly Given[],
): Promise<Tally> {
  const { crowd, from } = part;
  const { clock, workspace, workflows, live, database, host } = world;
  const startedAt = Date.parse(crowd.given.now);
  requireTrigger(document);
  await surround(world, { ...crowd.given, contact: NOBODY });
  // What is drawn by the id of a contact is drawn anew in each part.
  await database.write(async (tx) => {
    await tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('contact', ?)", [from]);
    for (const index of INDEXES) await tx.run(index);
  });
  const traits = traitsOf(document);
  const members = await gather(world, { crowd, from, people, traits });
  await settle(world);
  clock.goTo(startedAt);

  const sealed = withoutForeignNodes(document, host.nodeTypes);
  const { id: workflow } = await workflows.create(workspace, { id: 'simulated', ...sealed.document });
  const version = await live.activate(workspace, workflow);
  const triggers = eventTriggersOf(await host.workflowOf(version));
  await settle(world);

  const agenda = new Agenda<() => Promise<void>>();
  for (const member of members.values()) member.plan(agenda, { startedAt, triggers });
  const reactions = new ReadReactions(world, members, agenda);
  const end = startedAt + days(crowd.days).milliseconds;
  while (clock.now() < end) {
    const dueAt = (await nextDue(world)) ?? Infinity;
    const next = Math.min(end, agenda.next, Math.max(dueAt, clock.now() + 1), clock.now() + LONGEST_STEP.milliseconds);
    clock.goTo(next);
    await Promise.all(agenda.take(next).map(async (act) => await act()));
    await settle(world);
    await reactions.plan();
  }
  await stopAtForeignNode(world, workflow, sealed);
  return await readTally(world, { workflow, startedAt, timeZone: crowd.given.timeZone, contacts: people.length });
}

/** What is looked for at each instant, and is rare in a server's database. */
const INDEXES = [
  "CREATE INDEX crowd_sent ON message (sent_at) WHERE status = 'sent'",
  "CREATE INDEX crowd_queued ON message (due_at) WHERE status = 'queued'",
  "CREATE INDEX crowd_due ON execution (wake_at) WHERE stopped_at IS NULL AND status <> 'held'",
];

interface Gathering {
  readonly crowd: Crowd;
  readonly from: number;
  readonly people: readonly Given[];
  readonly traits: Traits;
}

/** Makes the contacts what they are. Nothing is live yet. Orders of the past come in their order, whosever they are. */
async function gather(world: World, { crowd, from, people, traits }: Gathering): Promise<Map<number, CrowdMember>> {
  const startedAt = Date.parse(crowd.given.now);
  const members = new Map<number, CrowdMember>();
  const shop = await PlayShop.open(world, NOBODY, crowd.given.shop);
  await defineAttributes(world, sampleOf(people));
  const past: Array<{ at: number; place: () => Promise<void> }> = [];
  const ids: Array<{ id: number; given: Given }> = [];
  for (const [index, given] of people.entries()) {
    const number = from + index + 1;
    const id = await seedPerson(world, given);
    const own = shop.serving(given, `c${number}-`);
    ids.push({ id, given });
    members.set(id, new CrowdMember(world, { id, number, shop: own, crowd, traits }));
    for (const { daysAgo, ...purchase } of given.orders) {
      past.push({ at: startedAt - days(daysAgo).milliseconds, place: async () => await own.buy(purchase) });
    }
  }
  for (const { at, place } of past.sort((one, other) => one.at - other.at)) {
    world.clock.goTo(at);
    await place();
  }
  for (const { id, given } of ids) await seedMemberships(world, id, given);
  return members;
}

/** A value of each custom field. Of texts one that does not look like a date counts: the type of the field follows from it. */
function sampleOf(people: readonly Given[]): Record<string, unknown> {
  const sample: Record<string, unknown> = {};
  for (const [name, value] of people.flatMap(({ attributes }) => Object.entries(attributes))) {
    const isFreeText = typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(value);
    if (isFreeText || !(name in sample)) sample[name] = value;
  }
  return sample;
}

/** @throws SCENARIO_INVALID where nothing that happens to contacts starts the workflow */
function requireTrigger({ nodes }: WorkflowDocument): void {
  if (nodes.some(({ type, disabled }) => disabled !== true && /^n8n-nodes-aftercart\..*Trigger$/.test(type))) return;
  throw new CodedUserError(
    'SCENARIO_INVALID',
    'Nothing that happens to contacts starts this workflow: a crowd enters by a trigger of Aftercart.',
  );
}

const NOBODY: Given = {
  ...{ email: 'nobody@crowd.invalid', attributes: {}, consents: [], orders: [], lists: [], tags: [], scores: {} },
  devices: 0,
};
