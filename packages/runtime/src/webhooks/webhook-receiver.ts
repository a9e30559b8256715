import type { ServerResponse } from 'node:http';

import type { INodeExecutionData, IRun, IWebhookResponseData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { lastNodeOutput, type Engine, type LiveWorkflow, type LiveWorkflows, type Watcher } from '../engine';
import { callWebhook, waitingWebhookOf, type N8nHost, type WebhookNode } from '../n8n-host';
import { CodedUserError } from '../shared';
import { answerOfItems, answerOfResponse, writeAnswer, type Answer } from './answer';
import { toNodeRequest, type IncomingCall } from './node-request';
import { toNodeResponse } from './node-response';
import { responseSettingsOf, type ResponseSettings } from './response-settings';

/** A caller that waits for the last node is answered in the meantime only if the journey rests for longer than this. */
const LONGEST_HELD_WAIT = 65_000;

interface Dependencies {
  readonly live: LiveWorkflows;
  readonly engine: Engine;
  readonly host: N8nHost;
  readonly now: () => number;
}

/** Receives calls for Webhook nodes: those that open an execution, and those that resume one which waits. */
export class WebhookReceiver {
  constructor(private readonly dependencies: Dependencies) {}

  /** `/webhook/<path>`. @throws WEBHOOK_NOT_FOUND, METHOD_NOT_ALLOWED, BODY_NOT_JSON */
  async receive(call: IncomingCall, response: ServerResponse): Promise<void> {
    const { live, host, engine } = this.dependencies;
    const found = live.findWebhook(call.method, call.path);
    if (!found) throw this.notFound(call);
    const { version, workflow } = found.live;
    const request = toNodeRequest(call, found.params);
    const http = { request: request as never, response: toNodeResponse(response) };
    const additionalData = host.additionalDataFor({
      version,
      executionId: undefined,
      isResumed: false,
      mode: 'webhook',
      executeWorkflow: refuse,
      http,
    });
    const result = await callWebhook({
      workflow,
      webhook: found.webhook,
      additionalData,
      mode: 'webhook',
      state: null,
    });
    const settings = this.settingsOf(found.live, found.webhook);
    await this.continue(result, settings, response, async (items, watcher) => {
      await engine.begin({ version, node: found.webhook.node, mode: 'webhook', items }, watcher);
    });
  }

  /** `/webhook-waiting/<execution>/<suffix>`. @throws EXECUTION_NOT_FOUND, EXECUTION_NOT_WAITING, RESUME_TOKEN_WRONG */
  async receiveWaiting(call: IncomingCall, response: ServerResponse): Promise<void> {
    const { engine, host } = this.dependencies;
    const [id = '', ...suffix] = call.path.split('/');
    const waiting = await engine.waiting(Number(id), tokenOf(call));
    const { version, state, node: name } = waiting;
    const workflow = await host.workflowOf(version);
    const node = workflow.nodes[name];
    const webhook = node && waitingWebhookOf(workflow, node, call.method, suffix.join('/'));
    if (!node || !webhook) throw this.notFound(call);
    const request = toNodeRequest(call, {});
    const http = { request: request as never, response: toNodeResponse(response) };
    const additionalData = host.additionalDataFor({
      version,
      executionId: waiting.id,
      isResumed: true,
      mode: waiting.mode,
      executeWorkflow: refuse,
      http,
    });
    const result = await callWebhook({ workflow, webhook, additionalData, mode: waiting.mode, state });
    const settings = responseSettingsOf(workflow, node, webhook.data.webhookDescription);
    await this.continue(result, settings, response, async (items, watcher) => {
      await engine.resume(waiting, items, watcher);
    });
  }

  private settingsOf({ workflow }: LiveWorkflow, webhook: WebhookNode): ResponseSettings {
    const node = workflow.nodes[webhook.node];
    if (!node) throw new CodedUserError('WEBHOOK_NOT_FOUND', `The node "${webhook.node}" is gone.`);
    return responseSettingsOf(workflow, node, webhook.data.webhookDescription);
  }

  /** Starts or resumes with the items that the node made, and answers as the node is set to. */
  private async continue(
    result: IWebhookResponseData,
    settings: ResponseSettings,
    response: ServerResponse,
    run: (items: INodeExecutionData[][], watcher: Watcher) => Promise<void>,
  ): Promise<void> {
    const answersItself = result.noWebhookResponse === true;
    if (result.workflowData === undefined) {
      if (!answersItself) writeAnswer(response, immediate(result, settings, 'Webhook call received'));
      return;
    }
    const isHeld = settings.mode === 'lastNode' || settings.mode === 'responseNode';
    if (answersItself || !isHeld) {
      await run(result.workflowData, {});
      if (!answersItself) writeAnswer(response, immediate(result, settings, 'Workflow was started'));
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const finish = (answer: Answer) => {
        writeAnswer(response, answer);
        resolve();
      };
      response.once('close', resolve); // the caller hung up: the execution goes on without it
      run(result.workflowData ?? [], {
        onResponse: (sent) => finish(answerOfResponse(sent)),
        onStop: (stopped) => {
          if (stopped.status === 'waiting' && this.isShort(stopped)) return;
          finish(finalAnswer(stopped, settings));
        },
      }).catch(reject);
    });
  }

  private isShort({ waitTill }: IRun): boolean {
    return waitTill != null && waitTill.getTime() - this.dependencies.now() < LONGEST_HELD_WAIT;
  }

  private notFound({ method, path }: IncomingCall): CodedUserError {
    const methods = this.dependencies.live.methodsAt(path);
    if (methods.length > 0) {
      return new CodedUserError(
        'METHOD_NOT_ALLOWED',
        `The path "${path}" takes ${methods.join(', ')}, not ${method}.`,
        { methods },
      );
    }
    return new CodedUserError(
      'WEBHOOK_NOT_FOUND',
      `No active workflow listens at ${method} "${path}". Activate the workflow, or correct the path.`,
      { method, path },
    );
  }
}

function tokenOf({ raw }: IncomingCall): string | undefined {
  return new URL(raw.url ?? '/', 'http://localhost').searchParams.get('signature') ?? undefined;
}

function immediate(result: IWebhookResponseData, settings: ResponseSettings, message: string): Answer {
  const { status, headers } = settings;
  if (result.webhookResponse !== undefined) return { status, headers, body: result.webhookResponse as unknown };
  if (settings.text === 'noData') return { status, headers, body: undefined };
  return { status, headers, body: settings.text ?? { message } };
}

function finalAnswer(run: IRun, settings: ResponseSettings): Answer {
  if (run.status === 'error') return { status: 500, headers: {}, body: { message: 'Error in workflow' } };
  if (settings.mode === 'responseNode') {
    return { status: 200, headers: {}, body: { message: 'Workflow executed successfully' } };
  }
  if (run.status === 'waiting') return { status: 200, headers: {}, body: { message: 'Workflow is waiting' } };
  return answerOfItems(lastNodeOutput(run.data)[0] ?? [], settings);
}

const refuse: IWorkflowExecuteAdditionalData['executeWorkflow'] = () => {
  throw new CodedUserError(
    'SUB_WORKFLOW_NOT_FOUND',
    'A webhook cannot call another workflow before its execution has begun.',
  );
};
