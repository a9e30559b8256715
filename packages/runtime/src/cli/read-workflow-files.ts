import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { CodedUserError, messageOf } from '../shared';
import { parseWorkflow, type WorkflowDocument } from '../workflows';

/**
 * Reads workflows as n8n exports them: a file with one or with a list of them, or a folder of such files.
 * @throws FILE_UNUSABLE, and what `parseWorkflow` throws, with the name of the file in front
 */
export function readWorkflowFiles(input: string): WorkflowDocument[] {
  if (!existsSync(input)) throw new CodedUserError('FILE_UNUSABLE', `There is no file or folder ${input}.`, { input });
  if (!statSync(input).isDirectory()) return readWorkflowFile(input);
  const files = readdirSync(input).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => readWorkflowFile(path.join(input, name)));
}

function readWorkflowFile(file: string): WorkflowDocument[] {
  const content = parseFile(file);
  const workflows: unknown[] = Array.isArray(content) ? content : [content];
  return workflows.map((workflow) => {
    try {
      return parseWorkflow(workflow);
    } catch (error) {
      if (!(error instanceof CodedUserError)) throw error;
      throw new CodedUserError(error.code, `${file}: ${error.message}`, { file, ...error.details });
    }
  });
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}.`, { file });
  }
}
