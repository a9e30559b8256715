import type { IDataObject } from 'n8n-workflow';

import type { TaskRequest } from './code-task';
import type { TaskResult } from './runner-messages';

/**
 * Carries over what code changed besides its items: `$getWorkflowStaticData` (global and of its own node; other
 * nodes' data may have moved on meanwhile and stays) and `$execution.customData`.
 */
export function applyTaskResult({ workflow, node, runExecutionData }: TaskRequest, result: TaskResult): void {
  if (result.staticData) {
    // A copy without n8n's change observers: nested ones would go on reporting to the data that is replaced here.
    const kept = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
    for (const key of ['global', `node:${node.name}`]) {
      if (Object.hasOwn(result.staticData, key)) kept[key] = result.staticData[key] as IDataObject;
    }
    workflow.overrideStaticData(kept);
  }
  const texts = Object.entries(result.customData ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (texts.length > 0) {
    runExecutionData.resultData.metadata = { ...runExecutionData.resultData.metadata, ...Object.fromEntries(texts) };
  }
}
