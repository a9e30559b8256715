/** Chance that can be repeated: the same seed gives the same numbers. */
export class Chance {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}

const ROOTS = [
  '$json.email', '$json.name', '$json.total', '$json.tags', '$json.items', '$json.address', '$json.createdAt', '$json.vip',
  '$json.missing', '$json.nothing', '$json.empty', '$json.zero', '$json.note', '$json.text', '$json', "$json['name']",
  '$json.items[0]', '$json.customer?.firstName', '$json.missing?.deeper', '$json.address[$json.key]', "$('Split').item.json.name",
  "$('Trigger').first().json.body.shop", "$('Split').all()", "$('Elsewhere').isExecuted", "$('Elsewhere').item", '$input.item.json.total',
  '$input.all()', "$node['Split'].json.tags", '$items()', '$itemIndex', '$now', '$today', '$vars.coupon', '$vars', '$execution.id',
  '$workflow.name', '$prevNode.name', '$parameter.subject', '$env.HOME', 'DateTime.fromISO($json.createdAt)', 'new Date($json.createdAt)',
  'Duration.fromObject({ hours: 5 })', "$jmespath($json, 'items[].name')", 'undefined', 'null', 'NaN',
] as const; // prettier-ignore
const LITERALS = ["'tea'", "''", '0', '1', '-2.5', '1e21', 'true', 'false', '[3, 1, 2]', '[]', '({})', "({ a: 1, b: 'x' })", "['b', 'a']", '/t/g', '`t`'] as const; // prettier-ignore
const METHODS = [
  '.length', '.toString()', '.toUpperCase()', '.trim()', '.split("")', '.split(" ")', '.slice(1)', '.slice(0, 2)', '.includes("a")',
  '.indexOf("a")', '.replace("a", "b")', '.replace(/a/g, "b")', '.match(/[a-z]+/)', '.concat(1)', '.join("-")', '.join()', '.at(-1)', '[0]',
  "['length']", '.map(x => x)', '.map(x => x + 1)', '.map((x, i) => i)', '.map(String)', '.filter(Boolean)', '.filter(x => x)', '.find(x => x)',
  '.some(x => x > 1)', '.every(x => x)', '.reduce((a, b) => a + b)', '.reduce((a, b) => a + b, 0)', '.flat()', '.flatMap(x => [x, x])',
  '.toSorted()', '.toReversed()', '.sort()', '.reverse()', '.entries()', '.keys()', '.values()', '.hasOwnProperty("a")', '.toFixed(1)',
  '.toLocaleString()', '.isEmpty()', '.isNotEmpty()', '.first()', '.last()', '.unique()', '.sum()', '.average()', '.min()', '.max()',
  '.compact()', '.pluck("name")', '.chunk(2)', '.append("z")', '.union([1])', '.round()', '.floor()', '.isEven()', '.format()',
  '.format("yyyy")', '.toDateTime()', '.toDate()', '.toNumber()', '.toInt()', '.toBoolean()', '.toJsonString()', '.extractDomain()',
  '.isEmail()', '.hash()', '.toTitleCase()', '.plus({ days: 1 })', '.plus(1, "day")', '.minus({ hours: 3 })', '.startOf("week")', '.toISO()',
  '.toISODate()', '.toFormat("dd LLL")', '.diff($today, "days")', '.weekday', '.isWeekend()', '.getTime()', '.toISOString()', '.name', '.email',
  '?.name', '?.deeper.still', '?.[0]', '?.length', '?.toUpperCase()', '?.first()', '.json', '.item', '.x', '.x.y', '[1].name', '.isValid',
  '.keys().first()', '.valueOf()', '.localeCompare("b")', '.padStart(5, "*")', '.repeat(2)', '.charCodeAt(0)', '.test("tea")', '.as("minutes")',
] as const; // prettier-ignore
const BINARY = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '===',
  '!==',
  '==',
  '<',
  '>',
  '<=',
  '&&',
  '||',
  '??',
  'in',
  '**',
  '&',
] as const;
const WRAPPERS: readonly ((inner: string, other: string) => string)[] = [
  (inner) => `(${inner})`,
  (inner) => `!${inner}`,
  (inner) => `typeof ${inner}`,
  (inner) => `-${inner}`,
  (inner, other) => `(${inner} ? ${other} : ${inner})`,
  (inner, other) => `[${inner}, ${other}]`,
  (inner, other) => `[...${inner}, ${other}]`,
  (inner, other) => `({ a: ${inner}, ...${other} })`,
  (inner, other) => `({ a: ${inner} })[${other}]`,
  (inner) => `\`<\${${inner}}>\``,
  (inner, other) => `\`\${${inner}}-\${${other}}\``,
  (inner) => `String(${inner})`,
  (inner) => `Number(${inner})`,
  (inner) => `JSON.stringify(${inner})`,
  (inner) => `Object.keys(${inner})`,
  (inner) => `Object.entries(${inner})`,
  (inner) => `Array.isArray(${inner})`,
  (inner) => `Array.from(${inner})`,
  (inner, other) => `Math.max(${inner}, ${other})`,
  (inner, other) => `$if(${inner}, ${other}, 1)`,
  (inner, other) => `$ifEmpty(${inner}, ${other})`,
  (inner, other) => `$max(${inner}, ${other})`,
  (inner) => `$not(${inner})`,
  (inner) => `(() => { const v = ${inner}; return v; })()`,
  (inner, other) => `(() => { if (${inner}) { return ${other}; } return 'else'; })()`,
  (inner) => `(() => { const out = []; for (const x of ${inner}) { out.push(x); } return out; })()`,
  (inner, other) => `((a, b = ${other}) => [a, b])(${inner})`,
  (inner, other) => `(({ name, length = ${other} }) => [name, length])(${inner})`,
  (inner, other) => `${inner}.map(x => [x, ${other}])`,
  (inner) => `parseInt(${inner})`,
  (inner) => `new Set(${inner})`,
  (inner) => `encodeURIComponent(${inner})`,
];

/** An expression that nobody would write, with blocks, text around them, or both. */
export function randomExpression(chance: Chance): string {
  const block = () => `{{ ${randomCode(chance, 3)} }}`;
  const shape = chance.next();
  if (shape < 0.7) return `=${block()}`;
  if (shape < 0.85) return `=text ${block()}`;
  return `=${block()}${chance.pick([' ', '-', ''])}${block()}`;
}

function randomCode(chance: Chance, depth: number): string {
  if (depth === 0 || chance.next() < 0.25) return chance.pick(chance.next() < 0.75 ? ROOTS : LITERALS);
  const shape = chance.next();
  if (shape < 0.55) {
    const receiver = randomCode(chance, depth - 1);
    const isSimple = /^[$\w.'"()[\]?]+$/.test(receiver) && !/^[\d-]/.test(receiver);
    return `${isSimple ? receiver : `(${receiver})`}${chance.pick(METHODS)}`;
  }
  if (shape < 0.75) return `(${randomCode(chance, depth - 1)} ${chance.pick(BINARY)} ${randomCode(chance, depth - 1)})`;
  return chance.pick(WRAPPERS)(randomCode(chance, depth - 1), randomCode(chance, depth - 1));
}
