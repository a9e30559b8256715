const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** What `<bdi>` is in HTML, for plain text: the direction of what is inside does not disturb what is around. */
export const isolate = (text: string): string => FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE;

export const isolation = { prefix: FIRST_STRONG_ISOLATE, suffix: POP_DIRECTIONAL_ISOLATE };
