import { ExpressionError, type IDataObject, type IRunExecutionData } from 'n8n-workflow';

import type { Coded } from '../../shared';

/** Thrown when an output is read that was not kept. An ExpressionError, because n8n turns every other one into nothing. */
export class PrunedOutputError extends ExpressionError implements Coded {
  readonly code = 'OUTPUT_NOT_KEPT';

  constructor(readonly details: { readonly node: string }) {
    super(
      `What the node "${details.node}" put out before the wait was not kept, because nothing after the wait seemed to read it. ` +
        `Read it before the wait, with a Set node, or name the node in the expression: $('${details.node}').`,
    );
  }
}

/** Which node's output each of them stands for. */
const pruned = new WeakMap<object, string>();

/** Stands for the data of an item that was not kept. Reading anything of it throws. */
export function prunedJson(node: string): IDataObject {
  const refuse = (): never => {
    throw new PrunedOutputError({ node });
  };
  const json = new Proxy<IDataObject>(
    {},
    {
      // Who prints or stores a value asks for symbols and `toJSON`; what a workflow reads has a name.
      get: (_target, key) => (typeof key === 'symbol' || key === 'toJSON' ? undefined : refuse()),
      has: refuse,
      ownKeys: refuse,
      getOwnPropertyDescriptor: refuse,
    },
  );
  pruned.set(json, node);
  return json;
}

/** The node whose data something stands for; undefined for data that is there. */
export function prunedNodeOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? pruned.get(value) : undefined;
}

/** Makes a state fit to be shown: nothing throws, and a hint says where data is not kept. Changes the state. */
export function showPruned(state: IRunExecutionData): IRunExecutionData {
  for (const task of Object.values(state.resultData.runData).flat()) {
    const items = (task.data?.main ?? []).flatMap((output) => output ?? []);
    const missing = items.filter(({ json }) => prunedNodeOf(json) !== undefined);
    if (missing.length === 0) continue;
    for (const item of missing) item.json = {};
    task.hints = [...(task.hints ?? []), { message: NOT_KEPT, location: 'outputPane' }];
  }
  return state;
}

const NOT_KEPT = 'What this node put out was not kept over a wait: nothing that came after could read it.';
