import type { DataRequestResponse } from '@n8n/task-runner';
import type { INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';

/**
 * What n8n's runner says to its broker, as far as we listen. The child runs the code of strangers, so nothing is
 * believed before it has this shape.
 */
export const runnerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('runner:info') }),
  z.object({ type: z.literal('runner:taskoffer'), offerId: z.string(), validFor: z.number() }),
  z.object({ type: z.literal('runner:taskaccepted'), taskId: z.string() }),
  z.object({ type: z.literal('runner:taskrejected'), taskId: z.string() }),
  z.object({ type: z.literal('runner:taskdeferred'), taskId: z.string() }),
  z.object({
    type: z.literal('runner:taskdatarequest'),
    taskId: z.string(),
    requestId: z.string(),
    requestParams: z.object({
      dataOfNodes: z.union([z.literal('all'), z.array(z.string())]),
      prevNode: z.boolean(),
      env: z.boolean(),
      input: z.object({
        include: z.boolean(),
        chunk: z.object({ startIndex: z.number(), count: z.number() }).optional(),
      }),
    }),
  }),
  z.object({
    type: z.literal('runner:nodetypesrequest'),
    taskId: z.string(),
    requestId: z.string(),
    requestParams: z.array(z.object({ name: z.string(), version: z.number() })),
  }),
  z.object({
    type: z.literal('runner:rpc'),
    taskId: z.string(),
    callId: z.string(),
    name: z.string(),
    params: z.array(z.unknown()),
  }),
  z.object({
    type: z.literal('runner:taskdone'),
    taskId: z.string(),
    data: z.object({
      result: z.unknown(),
      staticData: z.record(z.unknown()).optional(),
      customData: z.record(z.unknown()).optional(),
    }),
  }),
  z.object({ type: z.literal('runner:taskerror'), taskId: z.string(), error: z.unknown() }),
]);

export type RunnerMessage = z.infer<typeof runnerMessageSchema>;
/** A message of one kind: `MessageOf<'runner:rpc'>`. */
export type MessageOf<Type extends RunnerMessage['type']> = Extract<RunnerMessage, { type: Type }>;
export type TaskResult = MessageOf<'runner:taskdone'>['data'];

/** What we say to the runner. */
export type BrokerMessage =
  | { type: 'broker:inforequest' }
  | { type: 'broker:runnerregistered' }
  | { type: 'broker:taskofferaccept'; taskId: string; offerId: string }
  | { type: 'broker:taskcancel'; taskId: string; reason: string }
  | { type: 'broker:tasksettings'; taskId: string; settings: unknown }
  | { type: 'broker:taskdataresponse'; taskId: string; requestId: string; data: DataRequestResponse }
  | { type: 'broker:nodetypes'; taskId: string; requestId: string; nodeTypes: INodeTypeDescription[] }
  | { type: 'broker:rpcresponse'; taskId: string; callId: string; status: 'success' | 'error'; data: unknown };
