type Random = () => number;

/** What plugins, attackers and accidents put where something else belongs. */
const NASTY: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  -1e-7,
  2 ** 53,
  '',
  ' ',
  '0',
  '-5.00',
  '12,50',
  '1e999',
  'NaN',
  '99999999999999999999999.99',
  '0000-00-00T00:00:00',
  '9999-12-31T23:59:59',
  '275761-01-01T00:00:00',
  [],
  {},
  [[[]]],
  [null],
  { 0: { id: 1 } },
  'null\u0000byte',
  '\u0000',
  '\ud800 lone surrogate',
  '\u202Egnp.exe\u202D',
  '\u2066\u200F\u061C',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","click")',
  '@SUM(1+1)*cmd|"/C calc"!A0',
  "'; DROP TABLE orders; --",
  '{{constructor.constructor("return process")()}}',
  '={{ $env.SECRET }}',
  '__proto__',
  'constructor',
  'שלום\u202Eabc',
  'مرحبا',
  'e\u0301'.repeat(50),
  'x'.repeat(20_000),
  '💥'.repeat(1_000),
];

/** A copy of a JSON value in which a few places say something else, are gone, or are doubled. */
export function mutated(value: unknown, random: Random): object {
  let copy: unknown = structuredClone(value);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change++) copy = changeOne(copy, random);
  return typeof copy === 'object' && copy !== null ? copy : { value: copy };
}

function changeOne(root: unknown, random: Random): unknown {
  const places: Array<readonly [holder: Record<string, unknown>, key: string]> = [];
  collect(root, places);
  const place = places[Math.floor(random() * places.length)];
  if (!place) return root;
  const [holder, key] = place;
  const kind = random();
  if (kind < 0.1) Reflect.deleteProperty(holder, key);
  else if (kind < 0.15) holder[key] = [holder[key], holder[key]];
  else if (kind < 0.2) holder[NASTY_KEYS[Math.floor(random() * NASTY_KEYS.length)]!] = holder[key];
  else holder[key] = structuredClone(NASTY[Math.floor(random() * NASTY.length)]);
  return root;
}

const NASTY_KEYS = ['\u0000', 'constructor', 'toString', '', 'a'.repeat(5_000), '\u202E'];

function collect(value: unknown, places: Array<readonly [Record<string, unknown>, string]>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const holder = value as Record<string, unknown>;
    places.push([holder, key]);
    // What hangs deep down counts as much as what is on top.
    collect(holder[key], places);
  }
}
