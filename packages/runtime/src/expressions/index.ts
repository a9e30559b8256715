/**
 * n8n's expressions, compiled to guarded closures, with n8n's isolated engine as the way out.
 *
 *     const engine = new ExpressionEngine();               // one per process
 *     const compiled = engine.compile('={{ $json.name }}'); // once, or each time: it is cached
 *     const scope = engine.scopeOf({ workflow, run, … });   // once per run, node, run index and item
 *     engine.resolve(compiled, scope, siblings);            // the value of the parameter
 *
 * `attachEngine` puts the engine behind a Workflow of n8n's, so that `workflow.expression` and every node context use
 * it. `compiled` holds `run` where the expression is covered and `notCovered` (why) where the isolate evaluates it.
 */
export { attachEngine, barInProcessEngine } from './attach-engine';
export type { CompiledExpression } from './expression-cache';
export { ExpressionEngine, type ExpressionCounts } from './expression-engine';
export type { IsolateLimits } from './fallback/isolates';
export { readCode, readExpression, type SourceReading } from './read-source';
export type { ExpressionScope } from './scope/expression-scope';
export type { Place } from './scope/place';
