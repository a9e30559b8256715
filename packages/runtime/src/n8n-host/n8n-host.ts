import { Container } from '@n8n/di';
import { ActiveWorkflowTriggers } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import type { CredentialStore } from '../credentials';
import type { Database } from '../db';
import { ExpressionEngine } from '../expressions';
import type { Clock, Logger } from '../shared';
import type { RunnableVersion, WorkflowStore } from '../workflows';
import { makeAdditionalData, type AdditionalDataRequest } from './additional-data';
import { bootstrapN8n } from './bootstrap-n8n';
import { checkWorkflow } from './check-workflow';
import { CodeRunner } from './code-runner';
import { CredentialsHelper } from './credentials-helper';
import { LeanPlan } from './lean';
import { NodeTypes } from './node-types';
import { countPath, type PathCounts } from './path-counts';
import type { RunOutcome, RunRequest } from './run-request';
import { runWorkflow } from './run-workflow';
import { WorkflowCache } from './workflow-cache';
import type { WorkflowIssue } from './workflow-issue';

export interface HostDependencies {
  readonly dataFolder: string;
  /** The folder of our own node package, built. */
  readonly ownPackage: string;
  readonly publicUrl: string;
  readonly timeZone: string;
  readonly database: Database;
  readonly credentials: CredentialStore;
  readonly workflows: WorkflowStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many nodes one stretch of an execution may run. */
  readonly mostNodeRuns?: number;
  /** Whether workflows that it covers take the lean path; they do where left out. */
  readonly leanPath?: boolean;
}

/** n8n's packages inside our process: the only place that knows n8n-core. */
export class N8nHost {
  private readonly cache: WorkflowCache;
  private readonly codeRunner: CodeRunner;
  /** Evaluates the expressions of all workflows. */
  readonly expressions = new ExpressionEngine();
  private readonly plans = new WeakMap<Workflow, LeanPlan>();
  /** Since the start. */
  readonly paths: PathCounts = { lean: 0, full: 0, reasons: {} };

  private constructor(
    private readonly dependencies: HostDependencies,
    readonly nodeTypes: NodeTypes,
  ) {
    this.cache = new WorkflowCache(nodeTypes, dependencies.workflows, dependencies.timeZone, this.expressions);
    this.codeRunner = new CodeRunner({ nodeTypes, logger: dependencies.logger });
  }

  static async load(dependencies: HostDependencies): Promise<N8nHost> {
    await bootstrapN8n(dependencies);
    return new N8nHost(dependencies, await NodeTypes.load(dependencies.ownPackage, dependencies.clock));
  }

  /** @throws NODE_TYPE_UNKNOWN */
  async workflowOf(version: RunnableVersion): Promise<Workflow> {
    return await this.cache.get(version);
  }

  /** Makes the next `workflowOf` read anew what is stored beside the version: its static data. */
  forget(version: RunnableVersion): void {
    this.cache.forget(version);
  }

  async check(version: Pick<RunnableVersion, 'nodes' | 'connections' | 'workspace'>): Promise<WorkflowIssue[]> {
    return await checkWorkflow(version, { nodeTypes: this.nodeTypes, credentials: this.dependencies.credentials });
  }

  async run(request: RunRequest): Promise<RunOutcome> {
    const workflow = await this.workflowOf(request.version);
    const { mostNodeRuns, leanPath = true } = this.dependencies;
    const plan = this.planOf(workflow);
    const reason = leanPath ? plan.whyNot(request.state, request.mode) : 'switched off';
    countPath(this.paths, reason);
    const leanPlan = reason === undefined ? plan : undefined;
    return await runWorkflow(workflow, this.additionalDataFor(request), { mostNodeRuns, ...request }, leanPlan);
  }

  private planOf(workflow: Workflow): LeanPlan {
    const known = this.plans.get(workflow);
    if (known) return known;
    const plan = new LeanPlan(workflow, this.expressions);
    this.plans.set(workflow, plan);
    return plan;
  }

  additionalDataFor(
    request: Omit<AdditionalDataRequest, 'publicUrl' | 'codeRunner' | 'credentialsHelper'>,
  ): IWorkflowExecuteAdditionalData {
    const { nodeTypes, codeRunner } = this;
    const { credentials, database, publicUrl } = this.dependencies;
    return makeAdditionalData({
      ...request,
      publicUrl,
      codeRunner,
      credentialsHelper: new CredentialsHelper({
        nodeTypes,
        expressions: this.expressions,
        credentials,
        database,
        workspace: request.version.workspace,
      }),
    });
  }

  /** Starts schedules, pollers and listeners of a live version. What they bring is handed to `emit`. */
  get activeTriggers(): ActiveWorkflowTriggers {
    return Container.get(ActiveWorkflowTriggers);
  }

  async stop(): Promise<void> {
    for (const id of this.activeTriggers.allActiveWorkflows()) await this.activeTriggers.remove(id);
    await this.codeRunner.stop();
    await this.expressions.stop();
  }
}
