/*
 * Magento's search criteria over lists in memory, as the real ones behave: filter groups all have to hold, of the filters
 * within a group one; without a sort order the newest ids come first; a page past the end repeats the last one.
 */

export type MagentoObject = Record<string, unknown>;

export interface Found {
  readonly items: readonly MagentoObject[];
  readonly total_count: number;
}

interface Filter {
  field: string;
  value: string;
  condition: string;
}

const NAME = /^searchCriteria\[(\w+)\](?:\[(\d+)\])?(?:\[(\w+)\])?(?:\[(\d+)\])?(?:\[(\w+)\])?$/;

export function search(all: readonly MagentoObject[], query: URLSearchParams): Found {
  const groups = new Map<string, Map<string, Filter>>();
  const orders = new Map<string, { field: string; direction: string }>();
  let pageSize = Infinity;
  let currentPage = 1;
  for (const [name, value] of query) {
    const [, kind, first = '', second, third = '', fourth] = NAME.exec(name) ?? [];
    if (kind === 'pageSize') pageSize = Number(value);
    else if (kind === 'currentPage') currentPage = Number(value);
    else if (kind === 'sortOrders') {
      const order = orders.get(first) ?? { field: '', direction: 'DESC' };
      orders.set(first, { ...order, [second ?? '']: value });
    } else if (kind === 'filter_groups' && fourth !== undefined) {
      const group = groups.get(first) ?? new Map<string, Filter>();
      const filter = group.get(third) ?? { field: '', value: '', condition: 'eq' };
      group.set(third, { ...filter, [fourth === 'condition_type' ? 'condition' : fourth]: value });
      groups.set(first, group);
    } else throw new Error(`The fake Magento does not understand ${name}`);
  }
  const tests = [...groups.values()].map((group) => [...group.values()].map(testOf));
  const fits = all.filter((object) => tests.every((group) => group.some((holds) => holds(object))));
  const sorting = orders.size > 0 ? [...orders.values()] : [{ field: 'entity_id', direction: 'DESC' }];
  fits.sort((one, other) => {
    for (const { field, direction } of sorting) {
      const order = compare(fieldOf(one, field), fieldOf(other, field));
      if (order !== 0) return direction === 'ASC' ? order : -order;
    }
    return 0;
  });
  const lastPage = Math.max(1, Math.ceil(fits.length / pageSize));
  const page = Math.min(currentPage, lastPage);
  return { items: fits.slice((page - 1) * pageSize, page * pageSize), total_count: fits.length };
}

/** Ids are `entity_id` in searches, whatever the object calls them. */
function fieldOf(object: MagentoObject, field: string): unknown {
  return field === 'entity_id' && !('entity_id' in object) ? object.id : object[field];
}

function testOf({ field, value, condition }: Filter): (object: MagentoObject) => boolean {
  const values = new Set(value.split(','));
  return (object) => {
    const actual = fieldOf(object, field);
    if (actual === undefined || actual === null) return false;
    const order = compare(actual, value);
    switch (condition) {
      case 'in':
        return values.has(String(actual));
      case 'eq':
        return order === 0;
      case 'gt':
        return order > 0;
      case 'gteq':
        return order >= 0;
      default:
        throw new Error(`The fake Magento does not understand the condition ${condition}`);
    }
  };
}

/** As the database does: what is a number on both sides as numbers, else as texts. */
function compare(one: unknown, other: unknown): number {
  const [a, b] = [one, other].map((value) => String(typeof value === 'boolean' ? Number(value) : value)) as [
    string,
    string,
  ];
  if (a !== '' && b !== '' && Number.isFinite(Number(a)) && Number.isFinite(Number(b))) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
