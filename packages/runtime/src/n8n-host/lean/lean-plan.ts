import { NodeHelpers, type IRunExecutionData, type Workflow, type WorkflowExecuteMode } from 'n8n-workflow';

import type { ExpressionEngine } from '../../expressions';
import { NodePlan } from './node-plan';
import { whyStateIsNotLean } from './why-state-is-not-lean';

/** What the lean path knows of a version: how its nodes are run, and from which of them it covers all that can follow. */
export class LeanPlan {
  private readonly nodes = new Map<string, NodePlan>();
  private readonly reasons = new Map<string, string | undefined>();
  private readonly reasonOfWorkflow: string | undefined;

  constructor(
    readonly workflow: Workflow,
    readonly expressions: ExpressionEngine,
  ) {
    this.reasonOfWorkflow = whyWorkflowIsNotLean(workflow);
  }

  /** @param name of a node that exists */
  node(name: string): NodePlan {
    const known = this.nodes.get(name);
    if (known) return known;
    const node = this.workflow.nodes[name];
    if (!node) throw new TypeError(`The workflow has no node "${name}".`);
    const plan = new NodePlan(node, this.workflow, this.expressions);
    this.nodes.set(name, plan);
    return plan;
  }

  /** Why a stretch that begins in this state is not for the lean path; undefined where it is. A few words, to be counted. */
  whyNot(state: IRunExecutionData, mode: WorkflowExecuteMode): string | undefined {
    if (this.reasonOfWorkflow !== undefined) return this.reasonOfWorkflow;
    // A run in the editor makes triggers listen.
    if (mode === 'manual') return 'mode manual';
    const reason = whyStateIsNotLean(state);
    if (reason !== undefined) return reason;
    for (const { node } of state.executionData?.nodeExecutionStack ?? []) {
      const reasonOfNode = this.whyNotFrom(node.name);
      if (reasonOfNode !== undefined) return reasonOfNode;
    }
    for (const name of Object.keys(state.executionData?.waitingExecution ?? {})) {
      const reasonOfNode = this.whyNotFrom(name);
      if (reasonOfNode !== undefined) return reasonOfNode;
    }
    return undefined;
  }

  /** The same for everything that a start at this node can come to. */
  private whyNotFrom(start: string): string | undefined {
    if (this.reasons.has(start)) return this.reasons.get(start);
    const reached = new Set([start, ...this.workflow.getChildNodes(start)]);
    const reason = [...reached].map((name) => this.whyNodeIsNotLean(name)).find((each) => each !== undefined);
    this.reasons.set(start, reason);
    return reason;
  }

  private whyNodeIsNotLean(name: string): string | undefined {
    const { workflow } = this;
    const node = workflow.nodes[name];
    if (!node) return 'connection to a missing node';
    const { type, context } = this.node(name);
    const { description } = type;
    const connected = [workflow.connectionsBySourceNode[name], workflow.connectionsByDestinationNode[name]];
    if (connected.some((byType) => Object.keys(byType ?? {}).some((key) => key !== 'main'))) return 'sub-nodes';
    if (node.rewireOutputLogTo !== undefined || node.forceCustomOperation !== undefined) return 'run as a tool';
    if (node.customTelemetryTags?.tag?.length) return 'telemetry tags';
    if ('contextEstablishmentHooks' in node.parameters) return 'context hooks';
    if (node.disabled === true) return undefined;
    if (context === undefined) return `node type ${node.type} ${node.typeVersion}`;
    if (type.customOperations !== undefined) return `node type ${node.type} ${node.typeVersion}`;
    // WorkflowExecute refuses such a workflow, in its own words.
    if (NodeHelpers.getNodeParametersIssues(description.properties, node, description)) return 'node with issues';
    return undefined;
  }
}

function whyWorkflowIsNotLean({ settings }: Workflow): string | undefined {
  if (settings.executionOrder !== 'v1') return 'execution order v0';
  if (settings.binaryMode === 'combined') return 'binary mode combined';
  return undefined;
}
