/** Characters that turn the direction of what follows: `\u202e` makes "exe.pdf" of "fdp.exe". */
const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** What somebody typed, in one line, without what can be neither seen nor stored. */
export function cleanText(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(TURNS_DIRECTION, '')
    .trim();
}

const FIRST_DIGITS = [0x0660, 0x06f0];

/** `٣٫٥` becomes `3.5`: Arabic and Persian keyboards have digits of their own. */
export function withAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit).replaceAll('٫', '.');
}

function digit(character: string): string {
  const code = character.charCodeAt(0);
  return String(code - Math.max(...FIRST_DIGITS.filter((first) => first <= code)));
}
