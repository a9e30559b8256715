import type { ChangeSnapshot, ContactChangesSnapshot } from '../../events';
import type { Contact } from '../contact';
import { TRAITS } from '../update-contact';

/**
 * What is different of a contact, with the values before and after; null for none. A trigger that waits for a field to
 * change from one value to another looks here: `changes.attributes.tier.to`.
 */
export function changesBetween(before: Contact, after: Contact): ContactChangesSnapshot {
  const fields = differing(before, after, TRAITS);
  const names = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  const attributes = differing(before.attributes, after.attributes, [...names]);
  return Object.keys(attributes).length === 0 ? fields : { ...fields, attributes };
}

function differing<Name extends string>(
  before: Readonly<Partial<Record<Name, unknown>>>,
  after: Readonly<Partial<Record<Name, unknown>>>,
  names: readonly Name[],
): Record<string, ChangeSnapshot> {
  const changes = names.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }] as const);
  return Object.fromEntries(changes.filter(([, { from, to }]) => from !== to));
}
