import type { IConnection, INodeExecutionData, IRunExecutionData, ISourceData } from 'n8n-workflow';

import type { LeanPlan } from './lean-plan';
import type { NodePlan } from './node-plan';

type Outputs = INodeExecutionData[][];
type Pending = NonNullable<IRunExecutionData['executionData']>;
type Waiting = Record<number, { main: Array<INodeExecutionData[] | null> }>;
type WaitingSource = Record<number, { main: Array<ISourceData | null> }>;

/**
 * Puts what follows a node first in the line: whatever its outputs with items lead to. The topmost on the canvas runs
 * first, of several at one height the leftmost.
 */
export function enqueueSuccessors(
  plan: LeanPlan,
  pending: Pending,
  { node: { name }, successors }: NodePlan,
  outputs: Outputs,
  runIndex: number,
): void {
  const next: Array<{ target: IConnection; output: number; position: [number, number] }> = [];
  for (const [output, targets] of successors.entries()) {
    if (!outputs[output]?.length) continue;
    for (const target of targets)
      next.push({ target, output, position: plan.workflow.nodes[target.node]?.position ?? [0, 0] });
  }
  if (next.length > 1) next.sort((one, other) => lowestFirst(one.position, other.position));
  for (const { target, output } of next) {
    const source = { previousNode: name, previousNodeOutput: output, previousNodeRun: runIndex };
    enqueue(plan, pending, target, outputs[output] ?? [], source);
  }
}

/** Not an order in the strict sense (of two at one height it moves only the one further right): it is n8n's. */
function lowestFirst(one: [number, number], other: [number, number]): number {
  if (one[1] !== other[1]) return other[1] - one[1];
  return one[0] > other[0] ? -1 : 0;
}

/** Puts a node first in the line, with what an output brings it. A node of several inputs waits until each has data. */
function enqueue(
  plan: LeanPlan,
  pending: Pending,
  target: IConnection,
  items: INodeExecutionData[],
  source: ISourceData,
): void {
  const { node, inputs } = plan.node(target.node);
  if (inputs <= 1) {
    pending.nodeExecutionStack.unshift({ node, data: { main: [items] }, source: { main: [source] } });
    return;
  }
  const waiting = ((pending.waitingExecution[target.node] as Waiting | undefined) ??= {});
  const sources = (((pending.waitingExecutionSource ??= {})[target.node] as WaitingSource | undefined) ??= {});
  const round = roundFor(target, inputs, waiting, sources);
  const data = waiting[round];
  const from = sources[round];
  if (!data || !from) return;
  data.main[target.index] = items;
  from.main[target.index] = source;
  if (data.main.includes(null)) return;
  pending.nodeExecutionStack.unshift({ node, data, source: from });
  forget(pending, target.node, round);
}

/** The first round of a waiting node whose input at this index is still open, or a new one. */
function roundFor({ index }: IConnection, inputs: number, waiting: Waiting, sources: WaitingSource): number {
  const rounds = Object.keys(waiting).map(Number);
  const open = rounds.find((round) => !waiting[round]?.main[index]);
  if (open !== undefined) return open;
  // As n8n counts: where an earlier round is done, this may be the number of one that still waits, which it then replaces.
  const round = rounds.length;
  waiting[round] = { main: Array.from({ length: inputs }, () => null) };
  sources[round] = { main: Array.from({ length: inputs }, () => null) };
  return round;
}

/** When nothing else is left to run: lets the first waiting node that may do so run with what it has. */
export function releaseWaiting(plan: LeanPlan, pending: Pending): void {
  let names = Object.keys(pending.waitingExecution);
  for (let place = 0; place < names.length; place += 1) {
    const name = names[place] ?? '';
    if (!plan.workflow.nodes[name]) continue;
    const { node, type } = plan.node(name);
    const { inputs } = type.description;
    const required = plan.node(name).requiredInputs();
    const needed = Array.isArray(required) ? required.length : required;
    if (needed !== undefined && needed === inputs.length) continue;
    const parents = plan.workflow.getParentNodes(name);
    if (parents.some((parent) => names.includes(parent))) continue;

    const waiting = pending.waitingExecution[name] as Waiting;
    const round = Number(Object.keys(waiting).sort()[0]);
    const have = waiting[round]?.main ?? [];
    if (!isEnough(have, required)) continue;
    const main = have.map((items) => items ?? []);
    const hasData = main.some((items) => items.length > 0);
    if (hasData) {
      while (main.length < inputs.length) main.push([]);
      const source = (pending.waitingExecutionSource?.[name] as WaitingSource | undefined)?.[round] ?? null;
      pending.nodeExecutionStack.push({ node, data: { main }, source });
    }
    forget(pending, name, round);
    if (hasData) return;
    // One that got nothing is out of the way: others may have waited for it.
    names = Object.keys(pending.waitingExecution);
    place = -1;
  }
}

function isEnough(have: Array<INodeExecutionData[] | null>, required: number | number[] | undefined): boolean {
  if (required === undefined) return true;
  if (Array.isArray(required)) return required.every((input) => have[input] != null);
  return have.filter((items) => items !== null).length >= required;
}

function forget(pending: Pending, name: string, round: number): void {
  const waiting = pending.waitingExecution[name] as Waiting;
  const sources = pending.waitingExecutionSource?.[name] as WaitingSource | undefined;
  Reflect.deleteProperty(waiting, round);
  if (sources) Reflect.deleteProperty(sources, round);
  if (Object.keys(waiting).length > 0) return;
  Reflect.deleteProperty(pending.waitingExecution, name);
  if (pending.waitingExecutionSource) Reflect.deleteProperty(pending.waitingExecutionSource, name);
}
