import type { INode, INodeExecutionData, ITaskStartedData } from 'n8n-workflow';

import { moveErrorsToOutput } from './error-output';
import type { NodeOutput, NodeRun } from './node-run';
import { emptyItemOf, pairOutput } from './paired-items';
import { runNode } from './run-node';
import { taskErrorOf } from './task-error';

type Outputs = INodeExecutionData[][];

/** How the tries of a node ended. */
export interface TaskResult {
  /** null where it put out nothing, not even an empty list: it has not run. */
  outputs: Outputs | null;
  /** Of the last try. */
  failure: Error | undefined;
}

/**
 * Runs a node as often as its settings say until a try succeeds: a try fails where the node throws, and also where its
 * first item is an error.
 */
export async function runTask(run: NodeRun, started: ITaskStartedData): Promise<TaskResult> {
  const { state, entry } = run;
  const { tries, pause } = triesOf(entry.node);
  const result: TaskResult = { outputs: null, failure: undefined };
  for (let index = 0; index < tries; index += 1) {
    if (index > 0) {
      result.failure = undefined;
      if (pause > 0) await sleep(pause);
    }
    try {
      const pinned = pinnedOutput(run);
      if (pinned) {
        result.outputs = pinned;
      } else {
        let output = await runNode(run);
        while (isErrorItem(output) && index < tries - 1) {
          await sleep(pause);
          output = await runNode(run);
          index += 1;
        }
        result.outputs = keepOutput(run, started, output);
      }
      if (result.outputs && result.outputs.length > 0) pairOutput(result.outputs, entry);
      if (result.outputs) state.resultData.lastNodeExecuted = entry.node.name;
      if (entry.node.alwaysOutputData === true && !result.outputs?.[0]?.[0]) {
        result.outputs ??= [];
        result.outputs[0] = [emptyItemOf(entry)];
      }
      return result;
    } catch (error) {
      state.resultData.lastNodeExecuted = entry.node.name;
      result.failure = taskErrorOf(error, entry.node);
    }
  }
  return result;
}

/** @returns how often, and milliseconds between */
function triesOf({ retryOnFail, maxTries, waitBetweenTries }: INode): { tries: number; pause: number } {
  if (retryOnFail !== true) return { tries: 1, pause: 0 };
  // As n8n: nothing and 0 mean its default, and there are bounds.
  return { tries: clamp(or(maxTries, 3), 2, 5), pause: clamp(or(waitBetweenTries, 1_000), 0, 5_000) };
}

function or(value: number | undefined, standard: number): number {
  return value == null || value === 0 ? standard : value;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function isErrorItem({ data }: NodeOutput): boolean {
  const error: unknown = data?.[0]?.[0]?.json?.error;
  return error !== undefined && error !== null && error !== false;
}

/** What an author has pinned to the node's first output. */
function pinnedOutput({ state, entry: { node } }: NodeRun): Outputs | undefined {
  const pinned = node.disabled === true ? undefined : state.resultData.pinData?.[node.name];
  return pinned && [pinned];
}

function keepOutput(run: NodeRun, started: ITaskStartedData, { data, hints }: NodeOutput): Outputs | null {
  if (hints && hints.length > 0) started.hints?.push(...hints);
  if (data && run.entry.node.onError === 'continueErrorOutput') moveErrorsToOutput(run, run.plan, data);
  return data ?? null;
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
