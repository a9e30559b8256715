/** The fields of one block of a report, by their names in lower case. */
export type ReportFields = ReadonlyMap<string, string>;

/** Reads the blocks of header-like fields that reports consist of (RFC 3464, RFC 5965); folded lines are one. */
export function reportFields(content: string): ReportFields[] {
  return content
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
}

function fieldsOf(block: string): ReportFields {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([\w-]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase())) {
      fields.set(name.toLowerCase(), value.trim());
    }
  }
  return fields;
}

/** The address in a field such as `rfc822; <Anna@Example.com>`, in lower case. */
export function addressIn(field: string | undefined): string | undefined {
  return /([^\s<>;,"]+@[^\s<>;,"]+)/.exec(field ?? '')?.[1]?.toLowerCase();
}
