/**
 * A cell that begins with one of these is a formula to a spreadsheet: a name such as `=HYPERLINK(…)` would run on the
 * machine of whoever opens the export.
 */
const FORMULA = /^[=+\-@\t\r]/;
/** Numbers, phone numbers among them, do nothing. */
const HARMLESS = /^[+-]?\d+([.,]\d+)?$/;
const GUARD = "'";

/** The text as a cell that every spreadsheet shows and none runs. */
export function guarded(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `${GUARD}${text}` : text;
}

/** The text without the guard, so that an export can be imported again. */
export function unguarded(text: string): string {
  return text.startsWith(GUARD) && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
