/**
 * The spellings under which a name is looked up in a column that is compared as `LOWER(column)`. SQLite lowers ASCII
 * letters only, Postgres what the database's locale knows: so a name with other letters (Möbel, ÖLE) is asked for as
 * typed, in small letters, in capitals and with initial capitals, each lowered as SQLite does.
 */
export function spellingsOf(name: string): string[] {
  const small = name.toLowerCase();
  const sentence = small.replace(/\p{L}/u, (letter) => letter.toUpperCase());
  const title = small.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase());
  return [...new Set([name, small, name.toUpperCase(), sentence, title].map(lowerAscii))];
}

const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
