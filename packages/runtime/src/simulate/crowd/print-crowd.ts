import type { CrowdReport } from './crowd-report';

/** What became of a crowd, for people. */
export function printCrowd(report: CrowdReport): string {
  const { contacts, entered, entries, seed, days, branches, deadBranches, messages, underWay } = report;
  const lines = [
    `${contacts} contacts, ${days} days, seed ${seed}: ${entered} entered, ${entries} times in all`,
    ...listOf('Did not enter', report.notEntered),
    '',
    'Branches (contacts)',
    ...branches.map(
      ({ node, output, contacts: n }) =>
        `  ${String(n).padStart(7)}  ${node}${output > 1 ? ` (output ${output})` : ''}`,
    ),
    '',
    deadBranches.length === 0 ? 'Every branch is taken.' : `Nobody takes: ${deadBranches.join(', ')}`,
    ...listOf('Ended', report.ended),
    ...listOf('Failed', report.failed),
    ...listOf(`${underWay.executions} have not come to an end after ${days} days, at`, underWay.nodes),
    '',
    `${messages.sent} messages sent`,
    ...messages.byNode.map(({ node, statuses }) => {
      const parts = Object.entries(statuses).map(([status, n]) => `${status} ${n}`);
      return `  ${node}: ${parts.join(', ')}`;
    }),
    ...listOf('Not sent', messages.notSent),
    ...messages.perContactAndWeek.map(({ messages: n, weeks }) => `  ${n} in a week: ${weeks} times`),
  ];
  const { busiestHour } = messages;
  if (busiestHour)
    lines.push(`Busiest hour: ${busiestHour.at.slice(0, 16).replace('T', ' ')} UTC, ${busiestHour.messages} messages`);
  return lines.join('\n');
}

function listOf(title: string, list: ReadonlyArray<{ readonly name: string; readonly count: number }>): string[] {
  if (list.length === 0) return [];
  return [`${title}:`, ...list.map(({ name, count }) => `  ${String(count).padStart(7)}  ${name}`)];
}
