/** Reads `v=DMARC1; p=none; …` as DKIM and DMARC write it. Names are in lower case. */
export function tagsOf(record: string): ReadonlyMap<string, string> {
  const pairs = record.split(';').flatMap((part): Array<[string, string]> => {
    const at = part.indexOf('=');
    return at < 1 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]];
  });
  return new Map(pairs);
}
