import { HookContext, PollContext, TriggerContext } from 'n8n-core';
import type {
  INode,
  INodeExecutionData,
  IRun,
  IWebhookData,
  IWorkflowExecuteAdditionalData,
  Workflow,
  WorkflowActivateMode,
} from 'n8n-workflow';

import { codeOf, messageOf, type Logger } from '../shared';
import type { RunnableVersion } from '../workflows';
import type { N8nHost } from './n8n-host';
import { webhookNodesOf, type WebhookNode } from './webhook-nodes';

export interface TriggerSink {
  /**
   * Items that a schedule, a poller or a listener brought. Resolves once they are stored.
   * @param onDone to be told how the execution went, or that it waits
   */
  onItems(
    version: RunnableVersion,
    node: string,
    items: INodeExecutionData[][],
    onDone?: (run: IRun) => void,
  ): Promise<void>;
  /** A trigger that stopped working: goes to the error workflow. */
  onError(version: RunnableVersion, node: string, error: Error): void;
  /** The static data of the workflow changed outside of an execution (a poller's cursor). */
  onStaticData(version: RunnableVersion, workflow: Workflow): Promise<void>;
}

/** What a trigger hands over that acknowledges only when the execution has run. */
interface Done {
  resolve(run: IRun): void;
  reject(error: Error): void;
}

interface Collaborators {
  readonly host: N8nHost;
  readonly sink: TriggerSink;
  readonly executeWorkflow: IWorkflowExecuteAdditionalData['executeWorkflow'];
  readonly logger: Logger;
}

/** Starts what makes a live version run by itself: schedules, pollers, listeners, webhooks registered elsewhere. */
export async function startTriggers(
  version: RunnableVersion,
  activation: WorkflowActivateMode,
  { host, sink, executeWorkflow, logger }: Collaborators,
): Promise<void> {
  const workflow = await host.workflowOf(version);
  const additionalData = host.additionalDataFor({
    version,
    executionId: undefined,
    isResumed: false,
    mode: 'trigger',
    executeWorkflow,
  });
  /** First the items, then how far a poller came: a crash in between brings items again and loses none. */
  const bring = async (node: INode, items: INodeExecutionData[][], done?: Done) => {
    try {
      await sink.onItems(version, node.name, items, done && ((run) => done.resolve(run)));
      await persist(workflow, version, sink, logger);
    } catch (error) {
      logger.error(
        { workflow: workflow.id, code: codeOf(error), reason: messageOf(error) },
        `What the trigger "${node.name}" brought could not be stored`,
      );
      done?.reject(error instanceof Error ? error : new Error(messageOf(error)));
    }
  };
  const emit = (node: INode) => (items: INodeExecutionData[][], _response?: unknown, done?: Done) =>
    void bring(node, items, done);
  const fail = (node: INode) => (error: Error) => sink.onError(version, node.name, error);
  await host.activeTriggers.addAllTriggers(
    workflow.id,
    workflow,
    additionalData,
    'trigger',
    activation,
    (_workflow, node, data, mode, activate) =>
      new TriggerContext(workflow, node, data, mode, activate, emit(node), fail(node), fail(node)),
    (_workflow, node, data, mode, activate) =>
      new PollContext(workflow, node, data, mode, activate, emit(node), fail(node), () =>
        persist(workflow, version, sink, logger),
      ),
  );
  await eachHook(webhookNodesOf(workflow), workflow, additionalData, async (context, methods) => {
    if (!(await methods.checkExists.call(context))) await methods.create.call(context);
  });
  await persist(workflow, version, sink, logger);
}

/** The opposite of `startTriggers`. A shop or service that cannot be told is logged: the workflow stops all the same. */
export async function stopTriggers(
  version: RunnableVersion,
  { host, sink, executeWorkflow, logger }: Collaborators,
  { unregister }: { unregister: boolean },
): Promise<void> {
  await host.activeTriggers.remove(version.workflow);
  if (!unregister) return;
  const workflow = await host.workflowOf(version);
  const additionalData = host.additionalDataFor({
    version,
    executionId: undefined,
    isResumed: false,
    mode: 'trigger',
    executeWorkflow,
  });
  await eachHook(webhookNodesOf(workflow), workflow, additionalData, async (context, methods) => {
    try {
      await methods.delete.call(context);
    } catch (error) {
      logger.warn(
        { workflow: workflow.id, reason: messageOf(error) },
        'A webhook could not be removed from its service',
      );
    }
  });
  await persist(workflow, version, sink, logger);
}

type HookMethod = (this: HookContext) => Promise<boolean>;

async function eachHook(
  webhooks: readonly WebhookNode[],
  workflow: Workflow,
  additionalData: IWorkflowExecuteAdditionalData,
  act: (context: HookContext, methods: Record<'checkExists' | 'create' | 'delete', HookMethod>) => Promise<void>,
): Promise<void> {
  for (const { node: name, data } of webhooks) {
    const node = workflow.nodes[name];
    if (!node) continue;
    const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
    const methods = type.webhookMethods?.[data.webhookDescription.name];
    if (!methods) continue;
    const webhookData = { ...data, workflowExecuteAdditionalData: additionalData } as IWebhookData;
    const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate', webhookData);
    await act(context, methods);
  }
}

async function persist(workflow: Workflow, version: RunnableVersion, sink: TriggerSink, logger: Logger): Promise<void> {
  try {
    await sink.onStaticData(version, workflow);
  } catch (error) {
    logger.error({ workflow: workflow.id, reason: messageOf(error) }, 'Static data could not be saved');
  }
}
