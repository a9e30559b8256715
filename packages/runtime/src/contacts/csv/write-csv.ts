import { guarded } from './formula-guard';
import type { Separator } from './read-records';

/** Tells a spreadsheet that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** One line of a table, its end included (RFC 4180). Cells that a spreadsheet would take for formulas are guarded. */
export function csvLine(
  cells: ReadonlyArray<string | number | boolean | null | undefined>,
  separator: Separator = ',',
): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

function csvCell(cell: string | number | boolean | null | undefined, separator: Separator): string {
  const text = typeof cell === 'string' ? guarded(cell) : String(cell ?? '');
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
