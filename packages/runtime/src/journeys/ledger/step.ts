import type { SeenValue } from '../../audiences';

/**
 * What an execution did, step by step, as it is stored with it: short, because each of a million waiting executions
 * has some. Nodes are positions in the version's list. Entering and messages are not among the steps: the execution's
 * row and the messages' rows tell them.
 */
export type Step =
  /** The node ran and handed on by its first output. */
  | number
  /** It handed on by these outputs (none: []), and said this about its decision. */
  | readonly [node: number, outputs: number | readonly number[], note?: string]
  /** It waits there, until then (UTC epoch ms; null: for an event or a call). */
  | readonly ['wait', node: number, until: number | null]
  /** An event ended its wait. */
  | readonly ['event', event: number]
  /** It left, or reached the goal. */
  | readonly ['left' | 'goal', reason: string, event?: number | null, seen?: readonly SeenValue[]]
  | readonly ['end']
  | readonly ['error', node: number, code: string]
  /** Somebody moved it: from this node of that version to this node of the next. */
  | readonly ['moved', fromVersion: string, from: number, to: number, why: string]
  /** Somebody ended its wait. */
  | readonly ['skip']
  /** A pause ended: its waits were put off by so many milliseconds, or what fell due meanwhile was not sent. */
  | readonly ['shift', milliseconds: number]
  | readonly ['drop'];

/** Steps of one instant, as they are appended to what is stored. */
export function ledgerLine(at: number, steps: readonly Step[]): string {
  return steps.length === 0 ? '' : `${JSON.stringify([at, ...steps])}\n`;
}

/** An execution that goes round in circles for years keeps what it did last. */
const MOST_STORED = 8_000;

/** SQL that appends a line (its one parameter) to the column `ledger`; '' changes nothing. */
export const APPEND_TO_LEDGER = `ledger = CASE WHEN LENGTH(ledger) > ${MOST_STORED} THEN '' ELSE COALESCE(ledger, '') END || ?`;

/** @returns the stored lines, oldest first; a line that cannot be read is left out */
export function parseLedger(text: string | null): Array<{ at: number; steps: Step[] }> {
  return (text ?? '').split('\n').flatMap((line) => {
    if (line === '') return [];
    const [at, ...steps] = JSON.parse(line) as [number, ...Step[]];
    return [{ at, steps }];
  });
}
