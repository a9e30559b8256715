/** What narrows a list of contacts down; all that is given has to hold. */
export interface ContactFilter {
  /** Part of the e-mail address, the phone number or a name, in any case. */
  readonly search?: string;
  /** The id of a list that they are in. */
  readonly list?: string;
  readonly tag?: string;
}

/** The filter as conditions on table `contact`. */
export function compileFilter({ search, list, tag }: ContactFilter): { conditions: string[]; parameters: unknown[] } {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  if (search !== undefined && search.trim() !== '') {
    const fields = ['email', 'phone', 'first_name', 'last_name', `first_name || ' ' || last_name`];
    conditions.push(`(${fields.map((field) => `LOWER(${field}) LIKE ? ESCAPE '\\'`).join(' OR ')})`);
    const pattern = `%${search
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`;
    parameters.push(...fields.map(() => pattern));
  }
  if (list !== undefined) {
    conditions.push('id IN (SELECT contact FROM list_member WHERE list = ?)');
    parameters.push(list);
  }
  if (tag !== undefined) {
    conditions.push(
      'id IN (SELECT contact FROM contact_tag WHERE tag = ? AND contact_tag.workspace = contact.workspace)',
    );
    parameters.push(tag);
  }
  return { conditions, parameters };
}
