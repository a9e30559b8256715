import type { INode, IRunExecutionData } from 'n8n-workflow';

import type { RunnableVersion } from '../../workflows';
import { readsOf, textsOf } from './references';

/** What of a waiting execution can still be read by somebody. */
export interface Liveness {
  /** Whether the data that a node put out is kept. */
  isKept(node: string): boolean;
  /** Whether somebody may have the address to resume it, whose token is then needed. */
  readonly isTokenKept: boolean;
}

export const NOTHING_PRUNED: Liveness = { isKept: () => true, isTokenKept: true };

const OURS = 'n8n-nodes-aftercart.';

/** Nodes that read their parameters and their input, and nothing behind n8n's back. Of all others nothing is known. */
const PLAIN = new Set(
  (
    'aggregate dateTime executeWorkflowTrigger filter httpRequest if limit manualTrigger merge noOp removeDuplicates ' +
    'renameKeys scheduleTrigger set sort splitInBatches splitOut stopAndError summarize switch wait webhook'
  )
    .split(' ')
    .map((name) => `n8n-nodes-base.${name}`),
);

/** How an expression, or a node that asks somebody, gives out an address to resume at. */
const GIVES_OUT_ADDRESS = /resume\w*url|sendandwait|approv|signature/i;

const known = new WeakMap<readonly INode[], Map<string, Liveness>>();

/** What the nodes can still read that are to run, and those after them. Worked out once per version and waiting place. */
export function livenessOf(version: RunnableVersion, state: IRunExecutionData): Liveness {
  const pending = pendingNodes(state);
  const places = known.get(version.nodes) ?? new Map<string, Liveness>();
  known.set(version.nodes, places);
  const key = JSON.stringify(pending);
  const liveness = places.get(key) ?? findLiveness(version, pending);
  places.set(key, liveness);
  return liveness;
}

function pendingNodes({ executionData }: IRunExecutionData): string[] {
  const stack = executionData?.nodeExecutionStack.map(({ node }) => node.name) ?? [];
  return [...new Set([...stack, ...Object.keys(executionData?.waitingExecution ?? {})])].sort();
}

function findLiveness(version: RunnableVersion, pending: readonly string[]): Liveness {
  const isTokenKept = version.nodes.some(mayGiveOutAddress);
  const downstream = findDownstream(version, pending);
  if (!downstream) return { isKept: () => true, isTokenKept };
  const kept = new Set<string>();
  for (const node of version.nodes) {
    if (!downstream.has(node.name) || node.disabled === true) continue;
    const reads = isPlain(node) ? readsOf(node.parameters) : 'anything';
    if (reads === 'anything') return { isKept: () => true, isTokenKept };
    for (const name of reads.nodes) kept.add(name);
    if (node.type.startsWith(OURS)) for (const name of ourTriggers(version)) kept.add(name);
  }
  return { isKept: (node) => kept.has(node), isTokenKept };
}

/** The nodes that may run from now on; undefined where more than main connections leads to them. */
function findDownstream({ connections }: RunnableVersion, pending: readonly string[]): Set<string> | undefined {
  const found = new Set(pending);
  for (const name of found) {
    for (const outputs of Object.values(connections[name] ?? {})) {
      for (const target of outputs.flatMap((output) => output ?? [])) found.add(target.node);
    }
  }
  const hasOther = Object.values(connections).some((types) => Object.keys(types).some((type) => type !== 'main'));
  return hasOther ? undefined : found;
}

/** A credential may hold expressions of its own. */
function isPlain({ type, credentials }: INode): boolean {
  return (type.startsWith(OURS) || PLAIN.has(type)) && Object.keys(credentials ?? {}).length === 0;
}

/** Our nodes look at the item of our trigger when theirs lacks the contact. */
function ourTriggers({ nodes }: RunnableVersion): string[] {
  return nodes.filter(({ type }) => type.startsWith(OURS) && type.endsWith('Trigger')).map(({ name }) => name);
}

function mayGiveOutAddress(node: INode): boolean {
  if (!isPlain(node)) return true;
  if (node.type === 'n8n-nodes-base.wait' && ['webhook', 'form'].includes(String(node.parameters.resume))) return true;
  return [...textsOf(node.parameters)].some((text) => GIVES_OUT_ADDRESS.test(text));
}
