/** How a text message is written on its way: 7 bits for each letter, or 16. */
export type SmsEncoding = 'GSM-7' | 'UCS-2';

export interface Segments {
  readonly encoding: SmsEncoding;
  /** What is paid for. */
  readonly segments: number;
  /** In the units of the encoding: some letters take two. */
  readonly units: number;
  /** How many more units the last segment takes. */
  readonly left: number;
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

const COSTS: ReadonlyMap<string, number> = new Map([
  ...[...BASIC].map((letter) => [letter, 1] as const),
  ...[...EXTENDED].map((letter) => [letter, 2] as const),
]);

/** Alone, and as a part of several: each part carries a header that takes room. */
const ROOM: Readonly<Record<SmsEncoding, readonly [alone: number, part: number]>> = {
  'GSM-7': [160, 153],
  'UCS-2': [70, 67],
};

/**
 * Counts what a text costs. One letter outside of the GSM alphabet (Hebrew, Arabic, an emoji, ₪) makes the whole text
 * UCS-2; € does not. A letter of two units is never cut in two.
 */
export function countSegments(text: string): Segments {
  const letters = [...text];
  const encoding: SmsEncoding = letters.every((letter) => COSTS.has(letter)) ? 'GSM-7' : 'UCS-2';
  const costs = letters.map((letter) => (encoding === 'GSM-7' ? (COSTS.get(letter) ?? 1) : letter.length));
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const [alone, part] = ROOM[encoding];
  if (units <= alone) return { encoding, segments: 1, units, left: alone - units };
  let segments = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > part) {
      segments += 1;
      used = 0;
    }
    used += cost;
  }
  return { encoding, segments, units, left: part - used };
}
