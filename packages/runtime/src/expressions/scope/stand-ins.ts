import type { INodeExecutionData, Workflow } from 'n8n-workflow';

import { findPairedItem } from './find-paired-item';
import type { Place } from './place';
import { wayTo } from './topology';

/*
 * Stand-ins for the objects that expressions ask most. They answer the ordinary case at once and hand everything else
 * (arguments, a missing run, pinned data, an error) to n8n's own object, which `slow()` makes on demand.
 */

/** n8n's objects say so of themselves, and only such objects have methods that may be called. */
interface StandIn {
  readonly isProxy: true;
  readonly [property: string]: unknown;
}

interface Slow {
  readonly params: unknown;
  readonly context: unknown;
  readonly item: unknown;
  readonly first: (...args: unknown[]) => unknown;
  readonly last: (...args: unknown[]) => unknown;
  readonly all: (...args: unknown[]) => unknown;
  readonly itemMatching: (...args: unknown[]) => unknown;
  readonly pairedItem: (...args: unknown[]) => unknown;
}

/** `$input`, for a node that has input. */
export function makeInput({ items, itemIndex }: Place, slow: () => Slow): StandIn {
  return {
    isProxy: true,
    get item() {
      return items[itemIndex];
    },
    first: (...args: unknown[]) => (args.length > 0 ? slow().first(...args) : items[0]),
    last: (...args: unknown[]) => (args.length > 0 ? slow().last(...args) : items.at(-1)),
    all: (...args: unknown[]) => (args.length > 0 ? slow().all(...args) : items),
    get params() {
      return slow().params;
    },
    get context() {
      return slow().context;
    },
  };
}

/** `$('X')`, for a node that has run. */
export function makeNodeReference(name: string, place: Place, slow: () => Slow): StandIn {
  const found = () => outputOf(name, place, wayTo(name, place).output);
  return {
    isProxy: true,
    isExecuted: true,
    first: (...args: unknown[]) => {
      const items = args.length > 0 ? undefined : found();
      return items ? items[0] : slow().first(...args);
    },
    last: (...args: unknown[]) => {
      const items = args.length > 0 ? undefined : found();
      return items ? items.at(-1) : slow().last(...args);
    },
    all: (...args: unknown[]) => (args.length > 0 ? undefined : found()) ?? slow().all(...args),
    get item() {
      return findPairedItem(name, place) ?? slow().item;
    },
    itemMatching: (...args: unknown[]) => slow().itemMatching(...args),
    pairedItem: (...args: unknown[]) => slow().pairedItem(...args),
    get params() {
      return place.workflow.getNode(name)?.parameters;
    },
    get context() {
      return slow().context;
    },
  };
}

/** `$node["X"]`: the older way to ask, which goes by the index of the item. */
export function makeNodeData(name: string, place: Place, slow: () => Record<string, unknown>): StandIn {
  return {
    isProxy: true,
    get json() {
      const output = wayTo(name, place).mainOutput;
      const item = output === undefined ? undefined : outputOf(name, place, output)?.[place.itemIndex];
      return item ? item.json : slow().json;
    },
    get data() {
      return slow().data;
    },
    get binary() {
      return slow().binary;
    },
    get context() {
      return slow().context;
    },
    get parameter() {
      return slow().parameter;
    },
    get runIndex() {
      return slow().runIndex;
    },
  };
}

/** `$workflow`, for a workflow that has an id. */
export function describeWorkflow({ active, id, name }: Workflow): StandIn {
  return { isProxy: true, active, id, name };
}

/** `$prevNode`, or undefined where no node came before. */
export function describePrevious({ executeData }: Place): StandIn | undefined {
  const source = executeData?.source?.main?.[0];
  if (!source) return undefined;
  const { previousNode: name, previousNodeOutput: outputIndex = 0, previousNodeRun: runIndex = 0 } = source;
  return { isProxy: true, name, outputIndex, runIndex };
}

/** What a node put out in its last run; undefined where n8n has an error for it. */
function outputOf(name: string, { run }: Place, output: number): INodeExecutionData[] | undefined {
  const outputs = run?.resultData.runData[name]?.at(-1)?.data?.main;
  return outputs?.[0] ? (outputs[output] ?? undefined) : undefined;
}
