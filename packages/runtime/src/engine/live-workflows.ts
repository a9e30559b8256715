import type { INode, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import { fulfilsTrigger, type Calendar } from '../audiences';
import type { Database, Transaction } from '../db';
import { triggeringTypes, typesWaitedFor, type StoredEvent, type TriggerFilter } from '../events';
import { hasEntryFilter, type EndRules, type Entrance } from '../journeys';
import {
  eventTriggersOf,
  startTriggers,
  stopTriggers,
  throwOnIssues,
  webhookNodesOf,
  type EventTriggerNode,
  type N8nHost,
  type TriggerSink,
  type WebhookNode,
} from '../n8n-host';
import { codeOf, CodedUserError, messageOf, type Logger } from '../shared';
import type { RunnableVersion, WorkflowStore } from '../workflows';
import type { Engine } from './engine';
import { matchPath } from './match-path';
import { StartAgain } from './start-again';

/** A version that contacts, calls and schedules enter. */
export interface LiveWorkflow {
  readonly version: RunnableVersion;
  readonly workflow: Workflow;
  readonly eventTriggers: readonly EventTriggerNode[];
  readonly webhooks: readonly WebhookNode[];
}

/** Triggers that only people or other workflows fire: they need nothing to listen. */
const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** Told which triggers of a workflow wait for events from now on: none of one that is switched off. */
export type TriggersChanged = (
  workflow: { readonly workspace: number; readonly workflow: string },
  triggers: readonly EventTriggerNode[],
) => Promise<void>;

interface Dependencies {
  readonly database: Database;
  readonly host: N8nHost;
  readonly workflows: WorkflowStore;
  readonly engine: Engine;
  readonly logger: Logger;
  /** Told of each version that contacts may enter from now on. */
  readonly endRules?: EndRules;
  readonly triggersChanged?: TriggersChanged;
}

/** Which workflows are live in this process, and what they listen to. */
export class LiveWorkflows {
  private readonly live = new Map<string, LiveWorkflow>();
  /** The version of each workflow that was started here last, whether it could be or not. */
  private readonly started = new Map<string, string>();
  /** What is being published or switched off here at this moment. */
  private readonly changing = new Set<string>();
  private readonly startAgain: StartAgain;
  /** The live workflows that wait for events, by workspace and type; made anew after each change. */
  private waiting: ReadonlyMap<string, readonly LiveWorkflow[]> | undefined;
  private filtering: ReadonlySet<number> = new Set();
  private filters: ReadonlyMap<number, readonly TriggerFilter[]> = new Map();

  constructor(private readonly dependencies: Dependencies) {
    this.startAgain = new StartAgain((version) => this.start(version, 'init'), dependencies.logger);
  }

  /** Brings up what was live when the server stopped. One that cannot start is logged and holds back no other. */
  async startAll(): Promise<void> {
    for (const version of await this.dependencies.workflows.liveVersions()) await this.bringUp(version);
  }

  /** Takes over what other servers on the same database have published and switched off. One query where nothing has changed. */
  async follow(): Promise<void> {
    const { workflows } = this.dependencies;
    const known = new Map(this.started);
    const published = await workflows.liveVersionIds();
    for (const workflow of new Set([...known.keys(), ...published.keys()])) {
      const version = published.get(workflow);
      if (version === known.get(workflow)) continue;
      // What was changed here while it was read is newer than what was read.
      if (this.started.get(workflow) !== known.get(workflow) || this.changing.has(workflow)) continue;
      const previous = this.live.get(workflow);
      this.startAgain.forget(workflow);
      // Whoever published has told the services: they call what is live now.
      if (previous) await stopTriggers(previous.version, this.collaborators(), { unregister: false });
      if (version === undefined) this.forget(workflow);
      else await this.bringUp(await workflows.version(version));
    }
  }

  async stopAll(): Promise<void> {
    this.startAgain.forgetAll();
    for (const { version } of this.live.values())
      await stopTriggers(version, this.collaborators(), { unregister: false });
    this.live.clear();
    this.started.clear();
    this.waiting = undefined;
  }

  /**
   * Publishes the draft and makes it live. While it has issues, what is live stays live.
   * @returns the new version
   * @throws WORKFLOW_NOT_FOUND, WORKFLOW_HAS_NO_TRIGGER, WEBHOOK_PATH_TAKEN or the code of its first issue
   */
  async activate(workspace: number, id: string): Promise<RunnableVersion> {
    this.changing.add(id);
    try {
      return await this.publish(workspace, id);
    } finally {
      this.changing.delete(id);
    }
  }

  async deactivate(workspace: number, id: string): Promise<void> {
    const live = this.live.get(id);
    await this.dependencies.workflows.deactivate(workspace, id);
    this.forget(id);
    await this.dependencies.triggersChanged?.({ workspace, workflow: id }, []);
    if (live) await stopTriggers(live.version, this.collaborators(), { unregister: true });
  }

  /** Where an event enters: the first trigger that waits for it, of each live workflow. */
  entrancesOf(event: StoredEvent, calendar?: Calendar): Entrance[] {
    const { workspace } = event;
    const index = this.index();
    const waiting = typesWaitedFor(event).flatMap((type) => index.get(keyOf({ workspace, type })) ?? []);
    return [...new Set(waiting)].flatMap((live) => entranceInto(live, event, calendar) ?? []);
  }

  /** Whether some live workflow of the workspace has a trigger for a type of event, or for all of its kind. */
  waitsFor({ workspace, type }: Pick<StoredEvent, 'workspace' | 'type'>): boolean {
    return typesWaitedFor({ type }).some((each) => this.index().has(keyOf({ workspace, type: each })));
  }

  /** Where an event enters one workflow, if that is live and waits for it. */
  entranceOf(workflow: string, event: StoredEvent, calendar?: Calendar): Entrance | undefined {
    const live = this.live.get(workflow);
    return live && live.version.workspace === event.workspace ? entranceInto(live, event, calendar) : undefined;
  }

  /** What the triggers of a workspace wait for. The same array until a workflow is published or switched off. */
  filtersOf(workspace: number): readonly TriggerFilter[] {
    this.index();
    return this.filters.get(workspace) ?? NO_FILTERS;
  }

  /** The workspaces whose triggers wait for events. */
  workspacesWaiting(): number[] {
    this.index();
    return [...this.filters.keys()];
  }

  /** Whether some live workflow of the workspace may hold an event back. */
  hasEntryFilters(workspace: number): boolean {
    this.index();
    return this.filtering.has(workspace);
  }

  /** The version of a workflow that is live here. */
  versionOf(workflow: string): RunnableVersion | undefined {
    return this.live.get(workflow)?.version;
  }

  /** The node that listens at a path, and what the path's placeholders stand for. */
  findWebhook(
    method: string,
    path: string,
  ): { live: LiveWorkflow; webhook: WebhookNode; params: Record<string, string> } | undefined {
    let best: ReturnType<LiveWorkflows['findWebhook']>;
    for (const live of this.live.values()) {
      for (const webhook of live.webhooks) {
        const params = webhook.method === method ? matchPath(webhook.path, path) : undefined;
        if (!params) continue;
        if (Object.keys(params).length === 0) return { live, webhook, params }; // a literal path beats placeholders
        best ??= { live, webhook, params };
      }
    }
    return best;
  }

  /** The methods that some node listens for at a path. */
  methodsAt(path: string): string[] {
    const webhooks = [...this.live.values()].flatMap((live) => live.webhooks);
    return [...new Set(webhooks.filter((webhook) => matchPath(webhook.path, path)).map(({ method }) => method))];
  }

  private async publish(workspace: number, id: string): Promise<RunnableVersion> {
    const { workflows, host } = this.dependencies;
    const draft = await workflows.get(workspace, id);
    throwOnIssues(await host.check(draft));
    this.checkTriggers(draft.nodes);
    const candidate = await workflows.draft(workspace, id);
    this.checkPaths(id, webhookNodesOf(await host.workflowOf(candidate)));
    const previous = this.live.get(id);
    this.startAgain.forget(id);
    if (previous) await stopTriggers(previous.version, this.collaborators(), { unregister: true });
    const version = await workflows.publish(workspace, id);
    try {
      await this.start(version, previous ? 'update' : 'activate');
      return version;
    } catch (error) {
      this.forget(id);
      await workflows.deactivate(workspace, id);
      await this.dependencies.triggersChanged?.({ workspace, workflow: id }, []);
      throw error;
    }
  }

  /** Starts what is published already. What cannot be started now is tried again. */
  private async bringUp(version: RunnableVersion): Promise<void> {
    try {
      await this.start(version, 'init');
    } catch (error) {
      this.dependencies.logger.error(
        { workflow: version.workflow, code: codeOf(error), reason: messageOf(error) },
        `The workflow "${version.name}" could not be started; trying again`,
      );
      this.startAgain.plan(version);
    }
  }

  private forget(id: string): void {
    this.startAgain.forget(id);
    this.live.delete(id);
    this.started.delete(id);
    this.waiting = undefined;
  }

  private async start(version: RunnableVersion, activation: 'init' | 'activate' | 'update'): Promise<void> {
    this.started.set(version.workflow, version.id);
    const workflow = await this.dependencies.host.workflowOf(version);
    const eventTriggers = eventTriggersOf(workflow);
    this.live.set(version.workflow, {
      version,
      workflow,
      eventTriggers,
      webhooks: webhookNodesOf(workflow),
    });
    this.waiting = undefined;
    this.dependencies.endRules?.note(version);
    await this.dependencies.triggersChanged?.(version, eventTriggers);
    await startTriggers(version, activation, this.collaborators());
  }

  private index(): ReadonlyMap<string, readonly LiveWorkflow[]> {
    if (this.waiting) return this.waiting;
    const waiting = new Map<string, LiveWorkflow[]>();
    const filters = new Map<number, TriggerFilter[]>();
    for (const live of this.live.values()) {
      const { workspace } = live.version;
      filters.set(workspace, [...(filters.get(workspace) ?? []), ...live.eventTriggers.map(({ filter }) => filter)]);
      const types = new Set(triggeringTypes(live.eventTriggers.flatMap(({ filter }) => filter.events)));
      for (const type of types) {
        const key = keyOf({ workspace, type });
        waiting.set(key, [...(waiting.get(key) ?? []), live]);
      }
    }
    const filtering = [...this.live.values()].filter(hasEntryFilter);
    this.filters = filters;
    this.filtering = new Set(filtering.map(({ version }) => version.workspace));
    return (this.waiting = waiting);
  }

  private checkTriggers(nodes: readonly INode[]): void {
    const { nodeTypes } = this.dependencies.host;
    const canStart = nodes.some(
      (node) =>
        node.disabled !== true &&
        node.type !== MANUAL_TRIGGER &&
        nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description.group.includes('trigger'),
    );
    if (canStart) return;
    throw new CodedUserError(
      'WORKFLOW_HAS_NO_TRIGGER',
      'Nothing can start this workflow: add a trigger (WooCommerce Trigger, Webhook, Schedule Trigger, …). A manual trigger works by hand only.',
    );
  }

  private checkPaths(id: string, webhooks: readonly WebhookNode[]): void {
    for (const { method, path, node } of webhooks) {
      const holder = [...this.live.values()].find(
        (live) =>
          live.version.workflow !== id && live.webhooks.some((other) => other.method === method && other.path === path),
      );
      if (!holder) continue;
      throw new CodedUserError(
        'WEBHOOK_PATH_TAKEN',
        `The node "${node}" wants to listen at ${method} /webhook/${path}, but the workflow "${holder.version.name}" does so already. Choose another path.`,
        { node, path, workflow: holder.version.workflow },
      );
    }
  }

  private collaborators() {
    const { host, logger, engine, workflows, database } = this.dependencies;
    const sink: TriggerSink = {
      onItems: async (version, node, items, onDone) => {
        await engine.begin({ version, node, mode: 'trigger', items }, onDone && { onStop: onDone });
      },
      onError: (version, node, error) => {
        logger.error({ workflow: version.workflow, reason: error.message }, `The trigger "${node}" failed`);
        void engine.triggerFailed(version, node, error);
      },
      onStaticData: async (version, workflow) => {
        if (workflow.staticData.__dataChanged !== true) return;
        const { __dataChanged: _flag, ...data } = workflow.staticData;
        workflow.staticData.__dataChanged = false;
        await database.write((tx: Transaction) => workflows.saveStaticData(tx, version.workflow, data));
      },
    };
    return { host, logger, sink, executeWorkflow: refuseSubWorkflow };
  }
}

const NO_FILTERS: readonly TriggerFilter[] = [];

const keyOf = ({ workspace, type }: Pick<StoredEvent, 'workspace' | 'type'>): string => `${workspace} ${type}`;

function entranceInto(
  { version, eventTriggers }: LiveWorkflow,
  event: StoredEvent,
  calendar?: Calendar,
): Entrance | undefined {
  const trigger = eventTriggers.find(({ filter }) => fulfilsTrigger(filter, event, calendar));
  return trigger && { version, node: trigger.node, onceBy: trigger.filter.onceBy };
}

const refuseSubWorkflow: IWorkflowExecuteAdditionalData['executeWorkflow'] = () => {
  throw new CodedUserError('SUB_WORKFLOW_NOT_FOUND', 'A trigger cannot call another workflow.');
};
