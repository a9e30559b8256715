import { days } from '../shared';

/** The days of the year (`MM-DD`, UTC) from an instant on: that day and so many after it. */
export function anniversaryDays(asOf: number, count: number): string[] {
  const found = new Set<string>();
  for (let day = 0; day <= count; day++) {
    const date = new Date(asOf + days(day).milliseconds);
    found.add(date.toISOString().slice(5, 10));
    // Who was born on 29 February celebrates on the 28th in the years between.
    if (isLastOfFebruary(date)) found.add('02-29');
  }
  return [...found];
}

function isLastOfFebruary(date: Date): boolean {
  const tomorrow = new Date(date.getTime() + days(1).milliseconds);
  return date.getUTCMonth() === 1 && tomorrow.getUTCMonth() === 2;
}
