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
  const { workspace, writer, clock, consents, lists, scores, database } = world;
  const { attributes, orders, consents: agreed, lists: joined, tags, scores: points, ...fields } = given;
  await defineAttributes(world, attributes);
  const { contact } = await writer.upsert(workspace, { ...fields, attributes });
  for (const { channel, purpose, status } of agreed) {
    const report = { channel, purpose, status, basis: 'explicit', source: 'api' } as const;
    await consents.record(workspace, contact.id, report);
  }
  for (const { daysAgo, ...purchase } of [...orders].sort((one, other) => other.daysAgo - one.daysAgo)) {
    clock.goTo(startedAt - days(daysAgo).milliseconds);
    await shop.buy(purchase);
  }
  for (const name of joined) {
    const list = await listNamed(world, name);
    await writer.join(workspace, contact.id, list ?? (await lists.create(workspace, name)).id, 'simulation');
  }
  if (tags.length > 0) await writer.tag(workspace, contact.id, tags);
  for (const [score, value] of Object.entries(points)) {
    const request = { score, change: { value }, kind: 'manual', reason: 'simulation', at: clock.now() } as const;
    await database.write((tx) => scores.give(tx, { workspace, contact: contact.id }, request));
  }
  return contact.id;
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
