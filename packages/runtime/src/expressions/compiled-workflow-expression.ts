import {
  WorkflowExpression,
  type IWorkflowDataProxyAdditionalKeys,
  type NodeParameterValue,
  type Workflow,
} from 'n8n-workflow';

import type { ExpressionEngine } from './expression-engine';
import type { ExpressionScope } from './scope/expression-scope';
import { isSamePlace, type Place } from './scope/place';

type Resolve = WorkflowExpression['resolveSimpleParameterValue'];

/**
 * n8n's evaluator of one workflow's parameters, with our engine behind it: everything of n8n's that evaluates an
 * expression comes through here.
 */
export class CompiledWorkflowExpression extends WorkflowExpression {
  /** The place of the evaluation before: parameters of one item come one after the other. */
  private scope: ExpressionScope | undefined;

  constructor(
    private readonly owner: Workflow,
    private readonly engine: ExpressionEngine,
  ) {
    super(owner);
  }

  override resolveSimpleParameterValue(...args: Parameters<Resolve>): ReturnType<Resolve> {
    const [value, siblings, run, runIndex, itemIndex, node, items, mode, keys, executeData, ...more] = args;
    if (typeof value !== 'string' || !value.startsWith('=')) return value;
    const [asText = false, self, contextNode] = more;
    const place = { workflow: this.owner, run, runIndex, itemIndex, node, items, mode, keys, executeData };
    const scope = this.scopeAt({ ...place, self, contextNode });
    const result = this.engine.resolve(this.engine.compile(value), scope, siblings) as NodeParameterValue;
    return asText && typeof result === 'object' && result !== null ? this.convertObjectValueToString(result) : result;
  }

  /** n8n calls it when a run has ended. There is no isolate of this run's to release, but its data to let go. */
  override async releaseIsolate(): Promise<void> {
    this.scope = undefined;
  }

  private scopeAt(place: Place & { keys: IWorkflowDataProxyAdditionalKeys }): ExpressionScope {
    if (!this.scope || !isSamePlace(this.scope.place, place)) this.scope = this.engine.scopeOf(place);
    return this.scope;
  }
}
