import type { ItemReference, ItemTable } from './item-table';

/** Deeper than any data that a node puts out: what goes on after it goes in circles. */
const DEEPEST = 200;
const REFERENCE = '$item';
const LITERAL = '$literal';

/**
 * Any value as JSON, with items of the table as references: what a loop keeps of its items, what a node says beside its
 * output. @throws for what goes in circles
 */
export function packValue(value: unknown, table: ItemTable, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) throw new Error('the data goes in circles');
  const reference = table.find(value);
  if (reference !== undefined) return { [REFERENCE]: reference };
  if (hasJson(value)) return packValue(value.toJSON(), table, depth + 1);
  if (Array.isArray(value)) return value.map((each) => packValue(each, table, depth + 1));
  const packed = Object.fromEntries(
    Object.entries(errorFields(value)).map(([key, each]) => [key, packValue(each, table, depth + 1)]),
  );
  return REFERENCE in packed || LITERAL in packed ? { [LITERAL]: packed } : packed;
}

export function unpackValue(value: unknown, json: (reference: ItemReference) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => unpackValue(each, json));
  const fields = value as Record<string, unknown>;
  if (REFERENCE in fields) return json(fields[REFERENCE] as ItemReference);
  const literal = (fields[LITERAL] ?? fields) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(literal).map(([key, each]) => [key, unpackValue(each, json)]));
}

function hasJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** What an error says is not among the fields that JSON takes. */
function errorFields(value: object): object {
  if (!(value instanceof Error)) return value;
  return { ...value, name: value.name, message: value.message, stack: value.stack };
}
