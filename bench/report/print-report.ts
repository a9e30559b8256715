import { isReached, shareOf, type Line, type Report } from './report';

const HEADINGS = ['measure', 'value', '', 'target', '', 'limit', 'share'];

/** A report as a table for a terminal. */
export function printReport({ title, lines, settings }: Report): string {
  const rows = [HEADINGS, ...lines.map(cellsOf)];
  const widths = HEADINGS.map((_heading, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) =>
        IS_NUMBER.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const facts = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return [`\n${title} (${facts.join(', ')})`, ...table].join('\n');
}

const IS_NUMBER = new Set([1, 6]);

function cellsOf(line: Line): string[] {
  const share = shareOf(line);
  const reached = isReached(line);
  return [
    line.measure,
    readable(line.value),
    line.unit,
    line.target ?? '',
    reached === undefined ? '' : reached ? 'ok' : 'missed',
    line.limit ? `${line.limit.of}: ${readable(line.limit.value)}` : '',
    share === undefined ? '' : `${share.toFixed(0)} %`,
  ];
}

/** Three or four digits that matter. */
function readable(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3);
}
