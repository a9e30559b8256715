import type { Scenario } from './scenario';
import type { SimulatedMessage, Simulation } from './simulation';
import { readMoment } from './read-moment';

/** What a scenario expects, and what came instead. */
export interface Difference {
  /** `path`, `messages.0.subject`. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

/** The nodes that a contact took, in their order. */
export function pathOf({ executions }: Simulation): string[] {
  const steps = executions.flatMap((execution) => execution.steps);
  return steps.flatMap(({ verdict, node }) => (verdict === 'passed' && node !== null ? [node] : []));
}

/** Compares a simulation with the `then` of its scenario. Nothing where all is as expected. */
export function checkExpectations({ then = {}, given }: Scenario, simulation: Simulation): Difference[] {
  const start = { startedAt: Date.parse(given.now), timeZone: given.timeZone };
  const { contact, executions, messages } = simulation;
  const path = pathOf(simulation);
  const differences: Difference[] = [];
  const differ = (where: string, expected: unknown, found: unknown): void => {
    differences.push({ where, expected: show(expected), found: show(found) });
  };
  if (then.path && !isSubsequence(then.path, path)) differ('path', then.path, path);
  for (const name of then.never ?? []) {
    if (path.includes(name)) differ('never', `not ${name}`, path);
    const sent = messages.find(({ status, subject }) => status === 'sent' && subject.includes(name));
    if (sent) differ('never', `no message "${name}"`, sent.subject);
  }
  if (then.messages) {
    if (then.messages.length !== messages.length) differ('messages', then.messages.length, messages.map(titleOf));
    for (const [index, { at, ...wanted }] of then.messages.entries()) {
      const message = messages[index];
      if (!message) break;
      const moment = at === undefined ? undefined : new Date(readMoment(at, start)).toISOString();
      for (const [field, value] of Object.entries(wanted)) compare(`messages.${index}.${field}`, value, field, message);
      const when = message.sentAt ?? message.queuedAt;
      if (moment !== undefined && when.slice(0, 16) !== moment.slice(0, 16))
        differ(`messages.${index}.at`, moment, when);
    }
  }
  for (const kind of ['tags', 'lists'] as const) {
    const wanted = then[kind];
    if (wanted && !isSame([...wanted].sort(), contact[kind])) differ(kind, wanted, contact[kind]);
  }
  for (const [score, value] of Object.entries(then.scores ?? {})) {
    if ((contact.scores[score] ?? 0) !== value) differ(`scores.${score}`, value, contact.scores[score] ?? 0);
  }
  const exits = executions.flatMap(({ exit }) => exit ?? []);
  const { exit: wantedExit } = then;
  if (wantedExit !== undefined && !exits.some((exit) => exit.includes(wantedExit))) differ('exit', wantedExit, exits);
  if (then.entries !== undefined && then.entries !== executions.length) {
    differ('entries', then.entries, executions.length);
  }
  for (const { error } of executions) if (error) differ('executions', 'no failure', `${error.code}: ${error.message}`);
  return differences;

  function compare(where: string, wanted: string, field: string, message: SimulatedMessage): void {
    const found = message[field as 'node' | 'language' | 'subject' | 'status'] ?? '';
    if (field === 'subject' ? !found.includes(wanted) : found !== wanted) differ(where, wanted, found);
  }
}

function isSubsequence(wanted: readonly string[], path: readonly string[]): boolean {
  let next = 0;
  for (const name of path) if (name === wanted[next]) next += 1;
  return next === wanted.length;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

const titleOf = ({ subject, status }: SimulatedMessage): string => `${subject} (${status})`;

const show = (value: unknown): string =>
  Array.isArray(value) ? value.join(' → ') || 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
