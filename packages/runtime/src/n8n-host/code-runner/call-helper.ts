import { isSerializedBuffer, toBuffer } from 'n8n-core';

import { messageOf, type Logger } from '../../shared';
import type { CodeTask } from './code-task';

/** Functions of the node that code may call from the child. n8n exposes the same ones. */
export const EXPOSED_HELPERS: ReadonlySet<string> = new Set([
  'helpers.assertBinaryData',
  'helpers.getBinaryDataBuffer',
  'helpers.prepareBinaryData',
  'helpers.setBinaryDataBuffer',
  'helpers.binaryToString',
  'helpers.httpRequest',
  'helpers.request',
]);

export type HelperAnswer = { status: 'success' | 'error'; data: unknown };

/**
 * Answers one call that code makes out of the child: `this.helpers.httpRequest(…)` and its like, or `console.log`.
 * Never throws: what goes wrong becomes an error in the code that called.
 */
export async function callHelper(
  { task, name, params }: { task: CodeTask; name: string; params: unknown[] },
  logger: Logger,
): Promise<HelperAnswer> {
  // Nobody awaits console.log: an error for it would be an unhandled rejection in the child.
  if (name === 'logNodeOutput') return logOutput(task, params, logger);
  if (!EXPOSED_HELPERS.has(name)) return { status: 'error', data: `The function "${name}" cannot be called from code` };
  if (task.isSettled) return { status: 'error', data: 'The execution of this code was cancelled' };
  task.hasCalledHelper = true;
  try {
    const { helpers } = task.request.executeFunctions;
    const helper: unknown = Reflect.get(helpers, name.slice('helpers.'.length));
    if (typeof helper !== 'function') throw new TypeError(`The function "${name}" does not exist here`);
    return { status: 'success', data: await Reflect.apply(helper, helpers, params.map(reviveBuffers)) };
  } catch (error) {
    return { status: 'error', data: describeError(error) };
  }
}

function logOutput(task: CodeTask, params: unknown[], logger: Logger): HelperAnswer {
  const { executeFunctions, mode } = task.request;
  if (!executeFunctions.isConsoleOutputRedacted()) {
    logger.debug({ ...task.facts, output: params }, 'Code wrote to its console');
  }
  if (mode === 'manual') executeFunctions.sendMessageToUI(params.join(' '));
  return { status: 'success', data: undefined };
}

/** JSON turns a Buffer into `{type: 'Buffer', data: […]}`; helpers want the Buffer back, wherever it stands. */
function reviveBuffers(value: unknown): unknown {
  if (isSerializedBuffer(value)) return toBuffer(value);
  if (Array.isArray(value)) return value.map(reviveBuffers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reviveBuffers(inner)]));
}

/**
 * What code can catch: message, name, status and other plain facts of an error. A request's error also refers to
 * sockets and agents, and its stack shows our own paths; these stay here.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return messageOf(error);
  const facts = Object.entries(error).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return { ...Object.fromEntries(facts), ...describeResponse(error), ...describeHead(error) };
}

function describeHead({ name, message }: Error) {
  return { name, message, stack: `${name}: ${message}` };
}

function describeResponse(error: Error): object {
  const response = 'response' in error ? error.response : undefined;
  if (typeof response !== 'object' || response === null) return {};
  const status = 'status' in response ? response.status : undefined;
  const data = 'data' in response ? response.data : undefined;
  const isPlain = typeof data === 'string' || Object.getPrototypeOf(data ?? 0) === Object.prototype;
  return { response: { status, data: isPlain ? data : undefined } };
}
