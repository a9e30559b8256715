type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end';

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON: the index of the first character that is not allowed there, the text's length where it
 * ends too early. JavaScript's own parser names the place in some of its messages only.
 * @returns undefined where the text is JSON
 */
export function findJsonError(text: string): number | undefined {
  const open: Array<'{' | '['> = [];
  let expected: Expected = 'value';
  let at = 0;
  while ((at = skip(BLANK, text, at)) < text.length) {
    const character = text[at];
    if (expected === 'colon') {
      if (character !== ':') return at;
      expected = 'value';
      at++;
    } else if (expected === 'comma or end') {
      const inside = open.at(-1);
      if (character === ',' && inside !== undefined) expected = inside === '{' ? 'key' : 'value';
      else if (inside !== undefined && character === (inside === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if ((expected === 'value or ]' && character === ']') || (expected === 'key or }' && character === '}')) {
      open.pop();
      expected = 'comma or end';
      at++;
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (end.isBroken) return end.at;
      expected = expected.startsWith('key') ? 'colon' : 'comma or end';
      at = end.at;
    } else if (expected.startsWith('key')) {
      return at;
    } else if (character === '{' || character === '[') {
      open.push(character);
      expected = character === '{' ? 'key or }' : 'value or ]';
      at++;
    } else {
      const end = skip(SCALAR, text, at);
      if (end === at) return at;
      expected = 'comma or end';
      at = end;
    }
  }
  return expected === 'comma or end' && open.length === 0 ? undefined : text.length;
}

/** Sticky expressions match where they are told to or not at all. */
function skip(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

function endOfString(text: string, start: number): { at: number; isBroken: boolean } {
  let at = start + 1;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === 0x22) return { at: at + 1, isBroken: false };
    if (character < 0x20) return { at, isBroken: true };
    if (character !== 0x5c) {
      at++;
      continue;
    }
    const end = skip(ESCAPE, text, at);
    if (end === at) return { at, isBroken: true };
    at = end;
  }
  return { at: text.length, isBroken: true };
}
