import { ExecuteContext } from 'n8n-core';
import type {
  CloseFunction,
  IExecuteFunctions,
  IGetNodeParameterOptions,
  INode,
  INodeParameters,
  INodeExecutionData,
  ITaskDataConnections,
  NodeConnectionType,
  NodeExecutionHint,
  NodeTypeAndVersion,
  WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CompiledExpression, ExpressionScope, Place } from '../../expressions';
import { contextOfN8n } from './context-of-n8n';
import { delegate } from './delegate';
import type { ParameterReader } from './node-parameters';
import type { NodeRun } from './node-run';

/**
 * What our own nodes and n8n's nodes for data and flow are executed with: the few things that they ask for, quickly.
 * Whatever else is asked for comes from the context of n8n-core, which is made then.
 */
export class LeanContext implements ParameterReader {
  private lazyContext: ExecuteContext | undefined;
  /** Of the item whose expressions were evaluated last: those of one item come one after the other. */
  private scope: ExpressionScope | undefined;

  constructor(
    private readonly nodeRun: NodeRun,
    private readonly items: INodeExecutionData[],
    private readonly input: ITaskDataConnections,
    private readonly closeFunctions: CloseFunction[],
  ) {}

  get additionalData() {
    return this.nodeRun.additionalData;
  }

  get runIndex(): number {
    return this.nodeRun.runIndex;
  }

  get hints(): NodeExecutionHint[] {
    return this.lazyContext?.hints ?? [];
  }

  getInputData(inputIndex = 0, connectionType = 'main'): INodeExecutionData[] {
    const items = connectionType === 'main' ? this.input.main?.[inputIndex] : undefined;
    return items ?? this.ofN8n.getInputData(inputIndex, connectionType as 'main');
  }

  getNodeParameter(name: string, itemIndex: number, fallback?: unknown, options?: IGetNodeParameterOptions): unknown {
    return this.nodeRun.plan.parameters.read(this, name, itemIndex, fallback, options);
  }

  readByN8n(name: string, itemIndex: number, fallback?: unknown, options?: IGetNodeParameterOptions): unknown {
    return this.ofN8n.getNodeParameter(name, itemIndex, fallback, options);
  }

  evaluate(expression: CompiledExpression, siblings: INodeParameters, itemIndex: number): unknown {
    if (this.scope?.place.itemIndex !== itemIndex)
      this.scope = this.nodeRun.expressions.scopeOf(this.placeOf(itemIndex));
    return this.nodeRun.expressions.resolve(expression, this.scope, siblings);
  }

  private placeOf(itemIndex: number): Place {
    const { plan, workflow, state, runIndex, mode, entry, keys } = this.nodeRun;
    const place = {
      workflow,
      run: state,
      runIndex,
      itemIndex,
      node: plan.node.name,
      items: this.items,
      mode,
      executeData: entry,
    };
    return Object.defineProperty(place, 'keys', { get: keys }) as Place;
  }

  evaluateExpression(expression: string, itemIndex = 0): unknown {
    return this.evaluate(this.nodeRun.expressions.compile(`=${expression}`), {}, itemIndex);
  }

  getNode(): INode {
    return this.nodeRun.plan.copy;
  }

  getMode(): WorkflowExecuteMode {
    return this.nodeRun.mode;
  }

  getTimezone(): string {
    return this.nodeRun.workflow.timezone;
  }

  getExecutionId(): string | undefined {
    return this.additionalData.executionId;
  }

  getWorkflow() {
    const { id, name, active } = this.nodeRun.workflow;
    return { id, name, active };
  }

  getParentNodes(
    name: string,
    options?: { includeNodeParameters?: boolean; connectionType?: NodeConnectionType; depth?: number },
  ): NodeTypeAndVersion[] {
    const { plan } = this.nodeRun;
    if (options || name !== plan.node.name) return this.ofN8n.getParentNodes(name, options);
    return plan.parents.map((parent) => ({ ...parent }));
  }

  continueOnFail(): boolean {
    const { onError, continueOnFail } = this.nodeRun.plan.node;
    if (onError === undefined) return continueOnFail ?? false;
    return onError !== 'stopWorkflow';
  }

  async putExecutionToWait(until: Date): Promise<void> {
    this.nodeRun.state.waitTill = until;
    this.additionalData.setExecutionStatus?.('waiting');
  }

  /** The context of n8n-core for the same run. */
  get ofN8n(): ExecuteContext {
    this.lazyContext ??= contextOfN8n(this.nodeRun, this.items, this.input, this.closeFunctions);
    return this.lazyContext;
  }
}

delegate(LeanContext.prototype, ExecuteContext, ({ ofN8n }) => ofN8n as unknown as IExecuteFunctions);
