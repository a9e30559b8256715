export interface Filter {
  readonly field: string;
  readonly value: string | number;
  readonly condition: 'eq' | 'gt' | 'gteq' | 'in' | 'like';
}

/** What is looked for. Of a group one filter has to hold, and every group has to. */
export interface SearchCriteria {
  readonly groups?: readonly (readonly Filter[])[];
  /** Ascending, the first decides first. Magento's own default is descending. */
  readonly sort: readonly string[];
  readonly pageSize: number;
}

/** The page is always the first: a page past the end of the list repeats the last one, so lists are gone through by key. */
const PAGE = 1;

/**
 * Search criteria as the query of a URL, without the question mark. Spaces are `%20`: a signature is over the decoded
 * values, and not every Magento reads a plus as a space.
 */
export function searchQuery({ groups = [], sort, pageSize }: SearchCriteria): string {
  const filters = groups.flatMap((group, index) =>
    group.flatMap(({ field, value, condition }, place): [string, string | number][] => {
      const name = `[filter_groups][${index}][filters][${place}]`;
      return [
        [`${name}[field]`, field],
        [`${name}[value]`, value],
        [`${name}[condition_type]`, condition],
      ];
    }),
  );
  const order = sort.flatMap((field, index): [string, string][] => [
    [`[sortOrders][${index}][field]`, field],
    [`[sortOrders][${index}][direction]`, 'ASC'],
  ]);
  const pairs = [...filters, ...order, ['[pageSize]', pageSize] as const, ['[currentPage]', PAGE] as const];
  return pairs
    .map(([name, value]) => `${encodeURIComponent(`searchCriteria${name}`)}=${encodeURIComponent(value)}`)
    .join('&');
}
