import { readFileSync } from 'node:fs';

import type { IDataObject, INode, INodeExecutionData, INodeTypes, IRun, WorkflowExecuteMode } from 'n8n-workflow';

import type { CodeRunner } from '../../packages/runtime/src/n8n-host/code-runner';
import { chainOf, itemsOf, runWorkflow, type ChainNode } from './run-workflow';

export const START: ChainNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };

export interface CodeRun {
  readonly run: IRun;
  readonly items: IDataObject[];
  /** What ended the run, if anything did. */
  readonly error: { message: string; description?: string | null; code?: string; lineNumber?: number } | undefined;
}

export function codeNode(jsCode: string, node: Partial<INode> = {}, parameters: IDataObject = {}): ChainNode {
  return {
    name: 'Code',
    type: 'n8n-nodes-base.code',
    typeVersion: 2,
    parameters: { jsCode, ...parameters },
    ...node,
  };
}

/** Runs Start → Code in n8n's engine with the real runner. */
export async function runCode(
  { nodeTypes, runner }: { nodeTypes: INodeTypes; runner: CodeRunner },
  code: string | ChainNode,
  { items, mode, before = [] }: { items?: INodeExecutionData[]; mode?: WorkflowExecuteMode; before?: ChainNode[] } = {},
): Promise<CodeRun> {
  const node = typeof code === 'string' ? codeNode(code) : code;
  const workflow = chainOf(nodeTypes, [START, ...before, node]);
  const run = await runWorkflow(workflow, { items, mode, additionalData: { startRunnerTask: runner.startTask } });
  return { run, items: itemsOf(run, node.name), error: run.data.resultData.error as CodeRun['error'] };
}

/** True while a process with this id runs; one that only waits for its parent to notice its end does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Waits until something is so, at most ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Still not so after ten seconds: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
