import { Expression, WorkflowExpression } from 'n8n-workflow';

import { expressionBed, type Bed } from '../../test/support/expression-bed';
import { CONTACTS, corpus, expressionsOfNodes, expressionsOfWorkflows } from '../../test/support/expression-corpus';
import { percentile } from '../report/percentile';
import type { Line, Report } from '../report/report';
import type { Settings } from '../settings';
import { microsecondsOf } from './microseconds-of';

/** What share of expressions is compiled, and what one evaluation costs: ours, n8n's two engines beside it. */
export async function measureExpressions({ count = 2_000 }: Settings): Promise<Report[]> {
  const bed = expressionBed(CONTACTS);
  const own = corpus().flatMap(([, expressions]) => expressions);
  const reports = [reportCoverage(bed, own), reportSpeed(bed, own, count)];
  await bed.engine.stop();
  return reports;
}

function reportCoverage(bed: Bed, own: readonly string[]): Report {
  const coverage = (measure: string, expressions: readonly string[]): Line => {
    const compiled = expressions.filter((expression) => bed.notCovered(expression) === undefined);
    return { measure, value: (100 * compiled.length) / expressions.length, unit: `% of ${expressions.length}` };
  };
  const lines = [
    { ...coverage('shipped templates', expressionsOfWorkflows('workflows')), target: '>= 100' },
    coverage('workflows of the tests', expressionsOfWorkflows('test/fixtures/workflows')),
    { ...coverage('the corpus of shop workflows', own), target: '>= 97' },
    coverage("n8n's own nodes", expressionsOfNodes()),
  ];
  const left = own.flatMap((expression) => bed.notCovered(expression) ?? []);
  return {
    title: 'Expressions that are compiled',
    lines,
    settings: { 'not compiled, of the corpus': left.join('; ') },
  };
}

function reportSpeed(bed: Bed, own: readonly string[], count: number): Report {
  const compiled = own.filter((expression) => isComparable(bed, expression));
  const { workflow, run, runIndex, itemIndex, node, items, mode, keys, executeData } = bed.place;
  const n8n = new WorkflowExpression(workflow);
  const at = [run, runIndex, itemIndex, node, items, mode, keys, executeData] as const;
  const { engine, place } = bed;
  const shared = engine.scopeOf(place);
  const measure = (times: number, evaluate: (expression: string) => unknown) =>
    compiled.map((expression) => microsecondsOf(times, () => evaluate(expression)));

  const inScope = measure(count, (text) => engine.resolve(engine.compile(text), shared));
  const alone = measure(count, (text) => engine.resolve(engine.compile(text), engine.scopeOf(place)));
  Expression.setExpressionEngine('legacy');
  const legacy = measure(Math.ceil(count / 20), (text) => n8n.resolveSimpleParameterValue(text, {}, ...at));
  const isolate = measure(Math.ceil(count / 200), (text) => engine.resolve({ text, notCovered: '' }, shared));

  const line = (name: string, times: readonly number[], target?: string): Line[] => [
    { measure: `${name}, geometric mean`, value: geometricMean(times), unit: 'µs', target },
    { measure: `${name}, p99`, value: percentile(times, 0.99), unit: 'µs' },
  ];
  const ratio = (times: readonly number[]) => geometricMean(times) / geometricMean(inScope);
  return {
    title: 'Cost of an expression',
    lines: [
      ...line('compiled, the scope of its item at hand', inScope),
      ...line('compiled, with a scope of its own', alone),
      ...line("n8n's in-process engine", legacy),
      ...line("n8n's isolated engine, an isolate at hand", isolate),
      { measure: 'in-process engine to compiled', value: ratio(legacy), unit: 'times', target: '>= 20' },
      { measure: 'isolated engine to compiled', value: ratio(isolate), unit: 'times', target: '>= 100' },
    ],
    settings: { expressions: compiled.length, evaluations: count },
  };
}

/** Compiled, not handed over to the isolate after all, and no error in any of the engines. */
function isComparable(bed: Bed, expression: string): boolean {
  if (bed.notCovered(expression) !== undefined) return false;
  const before = bed.engine.counts.handedOver;
  const ours = bed.ours(expression);
  if (bed.engine.counts.handedOver > before) return false;
  return [ours, bed.legacy(expression), bed.isolate(expression)].every((result) => 'value' in result);
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
