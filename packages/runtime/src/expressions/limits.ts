/** What one evaluation may use up in our process. */
export const LIMITS = {
  /** Characters of an expression. */
  sourceLength: 20_000,
  /** Calls of arrow functions, turns of loops and elements of arrays that were walked. */
  steps: 2_000_000,
  milliseconds: 500,
  /** Calls of arrow functions inside of each other, and expressions inside of each other. */
  depth: 200,
  arrayLength: 1_000_000,
  stringLength: 1 << 25,
  /** Values inside of a value that is copied, or made into a string. */
  nodes: 1_000_000,
  /** Estimated steps of a regular expression. */
  regexWork: 50_000_000,
  /** Estimated comparisons of an extension function that compares all elements with all. */
  comparisons: 20_000_000,
  /** Characters that n8n's extension functions may search with regular expressions of theirs. */
  extensionTextLength: 4_000,
  /** Characters of a date that luxon parses, and of the format that it parses with. */
  dateTextLength: 1_000,
  dateFormatLength: 64,
} as const;
