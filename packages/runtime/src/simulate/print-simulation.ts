import type { SimulatedMessage, SimulatedStep, Simulation } from './simulation';

/** A simulation for people: one line for each step. */
export function printSimulation(simulation: Simulation): string {
  const { scenario, startedAt, endedAt, executions, messages, notEntered, contact, isOver } = simulation;
  const lines = [`${scenario}: ${show(startedAt)} to ${show(endedAt)}`, ''];
  if (executions.length === 0) lines.push('The contact does not enter.');
  for (const { steps, exit, error, status, node } of executions) {
    lines.push(...steps.map(lineOf));
    if (exit !== null) lines.push(`  left: ${exit}`);
    if (error) lines.push(`  failed: ${error.code}: ${error.message}`);
    if (status === 'waiting') lines.push(`  still waits at ${node ?? 'a node'}`);
    lines.push('');
  }
  for (const { at, reason } of notEntered) lines.push(`${show(at)}  did not enter: ${reason}`);
  if (messages.length > 0) lines.push('Messages', ...messages.map(messageLine), '');
  const { tags, lists, scores } = contact;
  const points = Object.entries(scores).map(([score, value]) => `${score} ${value}`);
  for (const [name, values] of Object.entries({ Tags: tags, Lists: lists, Scores: points })) {
    if (values.length > 0) lines.push(`${name}: ${values.join(', ')}`);
  }
  lines.push(isOver ? 'Nobody is under way any more.' : 'The contact is still under way.');
  return lines.join('\n');
}

function lineOf({ at, verdict, node, outputs = [], until, reason, message, seen = [] }: SimulatedStep): string {
  const by = outputs.some((output) => output > 0) ? `output ${outputs.map((output) => output + 1).join(', ')}` : '';
  const facts = seen.map(({ fact, value }) => `${fact} = ${JSON.stringify(value)}`).join(', ');
  const more = [by, until && `until ${show(until)}`, message && `message ${message}`, reason, facts];
  return [show(at), verdict.padEnd(9), node ?? '', more.filter(Boolean).join('; ')].filter(Boolean).join('  ');
}

function messageLine({ number, status, language, subject, sentAt, queuedAt, reason }: SimulatedMessage): string {
  const why = status === 'sent' ? '' : `  (${reason})`;
  return `  ${number}. ${show(sentAt ?? queuedAt)}  ${status}  [${language}] ${subject}${why}`;
}

const show = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
