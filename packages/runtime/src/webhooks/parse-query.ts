/** More would be an attack, not a form. */
const MOST_FIELDS = 1_000;
const DEEPEST = 5;

type Tree = { [key: string]: Value };
type Value = string | Tree | Value[];

/**
 * The query of an address as n8n's nodes expect it: a name that comes twice gives a list, brackets give lists and
 * objects (`a[]=1`, `a[b]=1`).
 */
export function parseQuery(query: URLSearchParams): Record<string, Value> {
  const root: Tree = Object.create(null) as Tree;
  for (const [name, value] of [...query].slice(0, MOST_FIELDS)) {
    const keys = keysOf(name);
    if (keys.some((key) => key === '__proto__')) continue;
    insert(root, keys, value);
  }
  return { ...root };
}

/** `a[b][]` → a, b, and an empty text for "one more". */
function keysOf(name: string): string[] {
  const [, first = name, rest = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
  const inner = [...rest.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key);
  return inner.length > DEEPEST ? [name] : [first, ...inner];
}

function insert(tree: Tree, [key = '', ...rest]: string[], value: string): void {
  const present = tree[key];
  if (rest.length === 0) {
    tree[key] = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value];
  } else if (rest.length === 1 && (rest[0] === '' || /^\d{1,2}$/.test(rest[0] ?? ''))) {
    tree[key] = [...(Array.isArray(present) ? present : present === undefined ? [] : [present]), value];
  } else {
    const child = isTree(present) ? present : (Object.create(null) as Tree);
    insert(child, rest, value);
    tree[key] = { ...child };
  }
}

function isTree(value: Value | undefined): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}
