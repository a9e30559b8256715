import { attachIdentity } from '../contacts';
import { days } from '../shared';
import type { PlayShop } from './play-shop';
import type { Scenario } from './scenario';
import type { World } from './world';

type Given = Scenario['given']['contact'];

/** How long before the simulation begins the world does: orders of the past lie in between. */
export function beginningOf({ contact, now }: Scenario['given']): number {
  const oldest = Math.max(0, ...contact.orders.map(({ daysAgo }) => daysAgo));
  return Date.parse(now) - days(oldest + 1).milliseconds;
}

/** Makes the contact what a scenario says it is. Nothing is live yet, so none of it enters a journey. @returns its id */
export async function seedContact(world: World, given: Given, shop: PlayShop, startedAt: number): Promise<number> {
  await defineAttributes(world, given.attributes);
  const contact = await seedPerson(world, given);
  for (const { daysAgo, ...purchase } of [...given.orders].sort((one, other) => other.daysAgo - one.daysAgo)) {
    world.clock.goTo(startedAt - days(daysAgo).milliseconds);
    await shop.buy(purchase);
  }
  await seedMemberships(world, contact, given);
  return contact;
}

/** Who they are, and what they agreed to. Their custom fields exist already. @returns the id */
export async function seedPerson(world: World, given: Given): Promise<number> {
  const { workspace, writer, consents, database } = world;
  const {
    attributes,
    orders: _orders,
    consents: agreed,
    lists: _lists,
    tags: _tags,
    scores: _scores,
    devices,
    ...fields
  } = given;
  const { contact } = await writer.upsert(workspace, { ...fields, attributes });
  for (const agreement of agreed) {
    // Kept without a mail: who was asked before the simulation begins was written to before, too.
    const { statement } = await consents.foresee(workspace, contact.id, { ...agreement, ...waysOf(agreement) });
    await database.write((tx) => consents.keepIn(tx, statement));
  }
  for (let device = 1; device <= devices; device += 1) await addDevice(world, contact.id, device);
  return contact.id;
}

/** How it is known: what waits for a confirmation is a double opt-in. */
export function waysOf({ status }: Given['consents'][number]) {
  return { basis: status === 'pending' ? 'double_opt_in' : 'explicit', source: 'api' } as const;
}

/** A browser of theirs agrees to push messages. */
async function addDevice({ workspace, database, clock, pushDevices }: World, contact: number, nth: number) {
  const anonymousId = `simulated-${contact}-${nth}`;
  const identity = { workspace, contact, now: clock.now() };
  await database.write((tx) => attachIdentity(tx, identity, { kind: 'anonymous', value: anonymousId }));
  await pushDevices.keep({
    ...{ workspace, site: 'simulated', anonymousId, asked: 'simulation', ...NO_KEYS },
    endpoint: `https://fcm.googleapis.com/fcm/send/${anonymousId}`,
  });
}

/** Their shape is that of keys; the sender of a simulation encrypts nothing. */
const NO_KEYS = { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) };

/** The lists, tags and points that they have. */
export async function seedMemberships(world: World, contact: number, given: Given): Promise<void> {
  const { workspace, writer, clock, lists, scores, database } = world;
  for (const name of given.lists) {
    const list = await listNamed(world, name);
    await writer.join(workspace, contact, list ?? (await lists.create(workspace, name)).id, 'simulation');
  }
  if (given.tags.length > 0) await writer.tag(workspace, contact, given.tags);
  for (const [score, value] of Object.entries(given.scores)) {
    const request = { score, change: { value }, kind: 'manual', reason: 'simulation', at: clock.now() } as const;
    await database.write((tx) => scores.give(tx, { workspace, contact }, request));
  }
}

/** Custom fields that a scenario names exist in it; their type follows from the value. */
export async function defineAttributes({ attributes, workspace }: World, given: object): Promise<void> {
  const known = new Set((await attributes.list(workspace)).map(({ name }) => name));
  for (const [name, value] of Object.entries(given)) {
    if (!known.has(name)) await attributes.create(workspace, { name, type: typeOf(value) });
  }
}

function typeOf(value: unknown): 'number' | 'boolean' | 'date' | 'text' {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text';
}

/** The id of a list by its name. */
export async function listNamed({ lists, workspace }: World, name: string): Promise<string | undefined> {
  return (await lists.list(workspace)).find((list) => list.name === name)?.id;
}
