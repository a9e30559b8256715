import { connectedOutputs } from '../branch-coverage';
import type { WorkflowDocument } from '../../workflows';
import type { Crowd } from './crowd';
import type { Counts, Tally } from './tally';

/** What became of a crowd. The same crowd on the same workflow gives the same report. */
export interface CrowdReport {
  readonly contacts: number;
  readonly seed: number;
  readonly days: number;
  readonly entered: number;
  readonly entries: number;
  readonly notEntered: readonly Named[];
  /** Every output of every node, and how many contacts took it. `output` begins with 1, as on the canvas. */
  readonly branches: ReadonlyArray<{ readonly node: string; readonly output: number; readonly contacts: number }>;
  /** Outputs that nobody took: `Second purchase? (output 2)`. */
  readonly deadBranches: readonly string[];
  readonly ended: readonly Named[];
  readonly failed: readonly Named[];
  /** Contacts that had not come to an end after all days, and the nodes that they were at. */
  readonly underWay: { readonly executions: number; readonly nodes: readonly Named[] };
  readonly messages: {
    readonly sent: number;
    readonly byNode: ReadonlyArray<{ readonly node: string; readonly statuses: Counts }>;
    readonly notSent: readonly Named[];
    /** How many weeks of contacts had so many messages; weeks without any are not among them. */
    readonly perContactAndWeek: ReadonlyArray<{ readonly messages: number; readonly weeks: number }>;
    readonly mostInAWeek: number;
    /** The hour in which most were sent, ISO 8601 UTC. */
    readonly busiestHour: { readonly at: string; readonly messages: number } | null;
    /** By the hour of the day, 0 to 23, in the workspace's time zone. */
    readonly byHourOfDay: readonly number[];
  };
}

interface Named {
  readonly name: string;
  readonly count: number;
}

/** Of reasons the most frequent are shown. */
const MOST_SHOWN = 20;

export function crowdReport(document: WorkflowDocument, crowd: Crowd, tally: Tally): CrowdReport {
  const outputsOf = connectedOutputs(document);
  const nodes = document.nodes.filter(
    ({ disabled, type }) => disabled !== true && type !== 'n8n-nodes-base.stickyNote',
  );
  const branches = nodes.flatMap((node) => {
    const taken = tally.taken[node.name] ?? {};
    const outputs = Math.max(1, outputsOf(node), ...Object.keys(taken).map((output) => Number(output) + 1));
    return Array.from({ length: outputs }, (_none, output) => ({
      ...{ node: node.name, output: output + 1, outputs, contacts: taken[String(output)] ?? 0 },
    }));
  });
  const dead = branches.filter(({ contacts }) => contacts === 0);
  const weeks = Object.entries(tally.weeks).map(([messages, n]) => ({ messages: Number(messages), weeks: n }));
  const [busiest] = Object.entries(tally.byHour).sort(
    ([at, n], [otherAt, other]) => other - n || (at < otherAt ? -1 : 1),
  );
  return {
    ...{ contacts: tally.contacts, seed: crowd.seed, days: crowd.days, entered: tally.entered, entries: tally.entries },
    notEntered: named(tally.notEntered),
    branches: branches.map(({ node, output, contacts }) => ({ node, output, contacts })),
    deadBranches: dead.map(({ node, output, outputs }) => (outputs === 1 ? node : `${node} (output ${output})`)),
    ended: named(tally.ended),
    failed: named(tally.failed),
    underWay: { executions: sumOf(tally.underWay), nodes: named(tally.underWay) },
    messages: {
      sent: sumOf(tally.byHour),
      byNode: Object.entries(tally.messages).map(([node, statuses]) => ({ node, statuses })),
      notSent: named(tally.notSent),
      perContactAndWeek: weeks.sort((one, other) => one.messages - other.messages),
      mostInAWeek: Math.max(0, ...weeks.map(({ messages }) => messages)),
      busiestHour: busiest ? { at: busiest[0], messages: busiest[1] } : null,
      byHourOfDay: Array.from({ length: 24 }, (_none, hour) => tally.byHourOfDay[String(hour)] ?? 0),
    },
  };
}

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);

function named(counts: Counts): Named[] {
  const all = Object.entries(counts).map(([name, n]) => ({ name, count: n }));
  return all.sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)).slice(0, MOST_SHOWN);
}
