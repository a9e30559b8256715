import type { ServerResponse } from 'node:http';

import type { INodeExecutionData, IWebhookResponseData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import type { Engine, LiveWorkflows, Watcher } from '../engine';
import { callWebhook, waitingWebhookOf, type N8nHost, type WebhookCall } from '../n8n-host';
import { CodedUserError } from '../shared';
import { allowOrigin } from './allow-origin';
import { writeAnswer, type Answer } from './answer';
import { heldCall } from './held-call';
import { toNodeRequest, type IncomingCall } from './node-request';
import { toNodeResponse } from './node-response';
import { KnownResponseSettings, responseSettingsOf, type ResponseSettings } from './response-settings';
import { resumeAddressOf } from './resume-address';

interface Dependencies {
  readonly live: LiveWorkflows;
  readonly engine: Engine;
  readonly host: N8nHost;
  readonly now: () => number;
}

/** Begins or resumes an execution with the items that a node made of a call. */
type Run = (items: INodeExecutionData[][], watcher?: Watcher) => Promise<void>;

/** Receives calls for Webhook nodes: those that open an execution, and those that resume one which waits. */
export class WebhookReceiver {
  private readonly settings = new KnownResponseSettings();

  constructor(private readonly dependencies: Dependencies) {}

  /** `/webhook/<path>`. @throws WEBHOOK_NOT_FOUND, METHOD_NOT_ALLOWED, BODY_NOT_JSON, BODY_INVALID */
  async receive(call: IncomingCall, response: ServerResponse): Promise<void> {
    const { live, host, engine } = this.dependencies;
    const { method, path, raw } = call;
    const wanted = method === 'OPTIONS' ? String(raw.headers['access-control-request-method']) : method;
    const found = live.findWebhook(wanted, path);
    const node = found?.live.workflow.nodes[found.webhook.node];
    const options = node?.parameters.options as { allowedOrigins?: unknown } | undefined;
    if (raw.headers.origin !== undefined || method === 'OPTIONS' || !found || !node) {
      const methods = live.methodsAt(path);
      if (methods.length > 0) allowOrigin(raw, response, { methods, allowedOrigins: options?.allowedOrigins });
      if (method === 'OPTIONS' && methods.length > 0) {
        writeAnswer(response, PREFLIGHT);
        return;
      }
      if (!found || !node) throw notFound(call, methods);
    }
    const { webhook, params } = found;
    const { version, workflow } = found.live;
    await this.answer(call, params, response, {
      settings: this.settings.of(workflow, node, webhook.data.webhookDescription),
      look: (http) => {
        const additionalData = host.additionalDataFor({ ...OPENING, version, executeWorkflow: refuse, http });
        return callWebhook({ workflow, webhook, additionalData, mode: 'webhook', state: null });
      },
      run: async (items, watcher) => {
        await engine.begin({ version, node: webhook.node, mode: 'webhook', items }, watcher);
      },
    });
  }

  /** `/webhook-waiting/<execution>/<suffix>`. @throws EXECUTION_NOT_FOUND, EXECUTION_NOT_WAITING, RESUME_TOKEN_WRONG */
  async receiveWaiting(call: IncomingCall, response: ServerResponse): Promise<void> {
    const { engine, host } = this.dependencies;
    const { execution, suffix, token } = resumeAddressOf(call);
    const waiting = await engine.waiting(execution, token);
    const { version, state, mode, node: name } = waiting;
    const workflow = await host.workflowOf(version);
    const node = workflow.nodes[name];
    const webhook = node && waitingWebhookOf(workflow, node, call.method, suffix);
    if (!node || !webhook) throw notFound(call, []);
    await this.answer(call, {}, response, {
      settings: responseSettingsOf(workflow, node, webhook.data.webhookDescription),
      look: (http) => {
        const more = { executionId: execution, isResumed: true, mode };
        const additionalData = host.additionalDataFor({ ...more, version, executeWorkflow: refuse, http });
        return callWebhook({ workflow, webhook, additionalData, mode, state });
      },
      run: (items, watcher) => engine.resume(waiting, items, watcher),
    });
  }

  /** Shows the call to the node, starts or resumes with the items that it made, and answers as the node is set to. */
  private async answer(
    call: IncomingCall,
    params: Record<string, string>,
    response: ServerResponse,
    { settings, look, run }: { settings: ResponseSettings; look: Look; run: Run },
  ): Promise<void> {
    const { request, ...seen } = await toNodeRequest(call, params);
    let result: IWebhookResponseData;
    try {
      result = await look({ request: request as never, response: toNodeResponse(response) });
    } finally {
      await seen.cleanUp();
    }
    const { workflowData, noWebhookResponse: answersItself } = result;
    if (workflowData === undefined) {
      if (answersItself !== true) writeAnswer(response, immediate(result, settings, 'Webhook call received'));
    } else if (!HELD.has(settings.mode) || (answersItself === true && settings.mode !== 'streaming')) {
      await run(workflowData);
      if (answersItself !== true) writeAnswer(response, immediate(result, settings, 'Workflow was started'));
    } else {
      await this.hold(response, settings, (watcher) => run(workflowData, watcher));
    }
  }

  /** Answers when the execution has something to say. A caller that hangs up is let go; the execution goes on. */
  private async hold(
    response: ServerResponse,
    settings: ResponseSettings,
    run: (watcher: Watcher) => Promise<void>,
  ): Promise<void> {
    let stored: Promise<void> | undefined;
    const answer = await new Promise<Answer | undefined>((resolve, reject) => {
      response.once('close', () => resolve(undefined));
      stored = run(heldCall(settings, { resolve, now: this.dependencies.now }));
      stored.catch(reject);
    });
    await stored; // a node may answer before the execution that it runs in is on the disk
    if (answer) writeAnswer(response, answer);
  }
}

type Look = (http: { request: never; response: ServerResponse }) => ReturnType<typeof callWebhook>;

/** Modes that answer when the execution has something to say; the others do at once. */
const HELD: ReadonlySet<ResponseSettings['mode']> = new Set(['lastNode', 'responseNode', 'streaming']);
const PREFLIGHT: Answer = { status: 204, headers: {}, body: undefined };
const OPENING = { executionId: undefined, isResumed: false, mode: 'webhook' as WebhookCall['mode'] };

function immediate(result: IWebhookResponseData, settings: ResponseSettings, message: string): Answer {
  const { status, headers } = settings;
  if (settings.text === 'noData') return { status, headers, body: undefined };
  if (result.webhookResponse !== undefined) return { status, headers, body: result.webhookResponse as unknown };
  return { status, headers, body: settings.text ?? { message } };
}

function notFound({ method, path }: IncomingCall, methods: readonly string[]): CodedUserError {
  if (methods.length > 0) {
    const message = `The path "${path}" takes ${methods.join(', ')}, not ${method}.`;
    return new CodedUserError('METHOD_NOT_ALLOWED', message, { methods });
  }
  const message = `No active workflow listens at ${method} "${path}". Activate the workflow, or correct the path.`;
  return new CodedUserError('WEBHOOK_NOT_FOUND', message, { method, path });
}

const refuse: IWorkflowExecuteAdditionalData['executeWorkflow'] = () => {
  const message = 'A webhook cannot call another workflow before its execution has begun.';
  throw new CodedUserError('SUB_WORKFLOW_NOT_FOUND', message);
};
