import type { Queries } from '../../db';
import type { Attribute } from '../attributes';
import type { NamedList } from './contact-update';

/** The changes of custom fields that are there as they were when the changes were foreseen. */
export function stillValid(
  changes: Readonly<Record<string, unknown>>,
  attributes: readonly Attribute[],
): Record<string, unknown> {
  const valid = Object.entries(changes).filter(([name, value]) => {
    const attribute = attributes.find((each) => each.name === name);
    if (!attribute) return false;
    return value === null || attribute.type !== 'enum' || attribute.options?.includes(String(value)) === true;
  });
  return Object.fromEntries(valid);
}

/** The lists that nobody has deleted. */
export async function stillThere(queries: Queries, lists: readonly NamedList[]): Promise<NamedList[]> {
  const found: NamedList[] = [];
  for (const list of lists) {
    if (await queries.get('SELECT 1 FROM list WHERE id = ?', [list.id])) found.push(list);
  }
  return found;
}
