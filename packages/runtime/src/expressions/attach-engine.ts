import { Expression, type Workflow } from 'n8n-workflow';

import { CompiledWorkflowExpression } from './compiled-workflow-expression';
import type { ExpressionEngine } from './expression-engine';

/** Makes everything of n8n's evaluate this workflow's expressions with our engine. */
export function attachEngine(workflow: Workflow, engine: ExpressionEngine): Workflow {
  workflow.expression = new CompiledWorkflowExpression(workflow, engine);
  return workflow;
}

/**
 * Bars n8n's own evaluation in this process for good: it is told to use its isolated engine and is never given one, so
 * that what does not come through `attachEngine` fails and is not evaluated by code in our own process.
 */
export function barInProcessEngine(): void {
  Expression.setExpressionEngine('vm');
}
