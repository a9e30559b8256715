/** Where a value stands, and so how it is written that it stays one value. */
export type Quote = 'json' | 'form' | 'plain' | 'header';

const WRITERS: Readonly<Record<Quote, (value: string) => string>> = {
  json: (value) => JSON.stringify(value).slice(1, -1),
  form: encodeURIComponent,
  plain: (value) => value,
  // A line break would begin another header.
  header: (value) => value.replace(/[^\x20-\x7e]/g, ''),
};

/** Puts values into the places of a template that name them: `{to}`. Other braces stay as they are. */
export function fillIn(template: string, values: Readonly<Record<string, string>>, quote: Quote): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? WRITERS[quote](values[name] ?? '') : place,
  );
}
