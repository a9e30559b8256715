import { createRunExecutionData, type INodeExecutionData, type IPinData, type IRunExecutionData } from 'n8n-workflow';

import { secureToken } from '../shared';

export interface Start {
  /** The node that the execution begins with. */
  readonly node: string;
  /** What it puts out, per output: for a trigger that the outside world fired, the items themselves. */
  readonly items: INodeExecutionData[][];
  readonly pinData?: IPinData | null;
  readonly parent?: { readonly executionId: number; readonly workflowId: string };
}

/** The state of an execution that has not run yet. Nodes are named only: the host puts the version's own in. */
export function makeStartState({ node, items, pinData, parent }: Start): IRunExecutionData {
  return createRunExecutionData({
    resumeToken: secureToken(),
    resultData: { pinData: pinData ? withJson(pinData) : undefined },
    executionData: {
      nodeExecutionStack: [{ node: { name: node } as never, data: { main: items }, source: null }],
    },
    ...(parent && {
      parentExecution: {
        executionId: String(parent.executionId),
        workflowId: parent.workflowId,
        shouldResume: true,
      },
    }),
  });
}

/** Older exports pin the bare data of an item, without the word `json` around it. */
function withJson(pinData: IPinData): IPinData {
  const items = (pinned: INodeExecutionData[]) => pinned.map((item) => ('json' in item ? item : { json: item }));
  return Object.fromEntries(Object.entries(pinData).map(([node, pinned]) => [node, items(pinned)]));
}
