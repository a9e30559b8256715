/** Whether the brackets of a JSON text open more than so many levels. Brackets inside of strings do not count. */
export function isNestedDeeper(text: string, levels: number): boolean {
  if (text.length <= levels) return false;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') {
      isInString = true;
    } else if (character === '{' || character === '[') {
      depth++;
      if (depth > levels) return true;
    } else if (character === '}' || character === ']') {
      depth--;
    }
  }
  return false;
}
