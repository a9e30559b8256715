import {
  createRunExecutionData,
  Expression,
  Workflow,
  type IExecuteData,
  type INode,
  type INodeExecutionData,
  type INodeParameters,
  type INodeTypes,
  type IRunExecutionData,
} from 'n8n-workflow';

import { attachEngine, ExpressionEngine, type IsolateLimits, type Place } from '../../packages/runtime/src/expressions';

/** What an expression came to: a value, or the error that n8n shows. */
export type Result = { readonly value: unknown } | { readonly error: string };

export interface Bed {
  readonly engine: ExpressionEngine;
  readonly place: Place;
  /** Our engine: compiled, or in the isolate where the expression is not covered. */
  readonly ours: (text: string, siblings?: INodeParameters) => Result;
  /** n8n's in-process engine: the norm. */
  readonly legacy: (text: string, siblings?: INodeParameters) => Result;
  /** The isolate alone. */
  readonly isolate: (text: string) => Result;
  /** Why the isolate has to evaluate an expression; undefined where it is compiled. */
  readonly notCovered: (text: string) => string | undefined;
}

interface BedOptions {
  readonly timeZone?: string;
  readonly itemIndex?: number;
  readonly limits?: Partial<IsolateLimits>;
}

const nodeTypes: INodeTypes = {
  getByName: () => NO_OP,
  getByNameAndVersion: () => NO_OP,
  getKnownTypes: () => ({}),
};
const NO_OP = {
  description: {
    displayName: 'No Operation',
    name: 'noOp',
    group: [],
    version: 1,
    description: '',
    defaults: {},
    inputs: ['main'],
    outputs: ['main'],
    properties: [],
  },
} as never;

/** What evaluates an expression at the node Mail of Trigger → Split → Enrich → Mail, for one of these items. */
export function expressionBed(
  items: readonly object[],
  { timeZone = 'Europe/Berlin', itemIndex = 0, limits = {} }: BedOptions = {},
): Bed {
  const engine = new ExpressionEngine(limits);
  const place = { ...makePlace(attachEngine(makeWorkflow(timeZone), engine), items), itemIndex };
  const theirs = makeWorkflow(timeZone);
  return {
    engine,
    place,
    ours: (text, siblings) => outcome(() => engine.resolve(engine.compile(text), engine.scopeOf(place), siblings)),
    isolate: (text) => outcome(() => engine.resolve({ text, notCovered: 'on purpose' }, engine.scopeOf(place))),
    // On data of its own: it lets expressions change what they read.
    legacy: (text, siblings = {}) => {
      Expression.setExpressionEngine('legacy');
      const { run, runIndex, node, items: input, mode, keys, executeData } = makePlace(theirs, items);
      const at = [run, runIndex, itemIndex, node, input, mode, keys, executeData] as const;
      return outcome(() => theirs.expression.resolveSimpleParameterValue(text, siblings, ...at));
    },
    notCovered: (text) => {
      const compiled = engine.compile(text);
      return 'run' in compiled ? undefined : compiled.notCovered;
    },
  };
}

function makeWorkflow(timezone: string): Workflow {
  const node = (name: string): INode => ({
    id: `id of ${name}`,
    name,
    type: 'n8n-nodes-base.noOp',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  });
  const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
  const workflow = new Workflow({
    id: 'workflow-7',
    name: 'After the order',
    active: true,
    nodeTypes,
    nodes: ['Trigger', 'Split', 'Enrich', 'Mail', 'Elsewhere'].map(node),
    connections: { Trigger: to('Split'), Split: to('Enrich'), Enrich: to('Mail') },
    settings: { timezone },
  });
  // The constructor drops what the node type does not declare.
  workflow.nodes.Mail!.parameters = {
    to: '={{ $json.email }}',
    subject: 'Hello',
    nested: '={{ $parameter.subject }}!',
  };
  return workflow;
}

function makePlace(workflow: Workflow, items: readonly object[]): Place {
  const json = cloneHere(items) as INodeExecutionData['json'][];
  const body = { shop: 'Tea & Co', orders: json.length };
  const trigger: INodeExecutionData[] = [{ json: { body, headers: { 'user-agent': 'shop/1.0' }, query: {} } }];
  const split = json.map((data): INodeExecutionData => ({ json: data, pairedItem: { item: 0 } }));
  const enriched = json.map((data, item): INodeExecutionData => ({
    json: { ...data, enriched: true },
    pairedItem: { item },
  }));
  const run: IRunExecutionData = createRunExecutionData({
    resultData: {
      runData: {
        Trigger: [task([trigger], [])],
        Split: [task([split], [{ previousNode: 'Trigger' }])],
        Enrich: [task([enriched], [{ previousNode: 'Split' }])],
      },
    },
  });
  const input = enriched.map((item, index): INodeExecutionData => ({ ...item, pairedItem: { item: index } }));
  const executeData: IExecuteData = {
    node: workflow.nodes.Mail!,
    data: { main: [input] },
    source: { main: [{ previousNode: 'Enrich', previousNodeOutput: 0, previousNodeRun: 0 }] },
  };
  return {
    workflow,
    run,
    runIndex: 0,
    itemIndex: 0,
    node: 'Mail',
    items: input,
    mode: 'trigger',
    keys: {
      $execution: { id: '42', mode: 'production', resumeUrl: 'http://127.0.0.1/resume/42', resumeFormUrl: '' },
      $vars: { coupon: 'TEA10', limit: 3 },
    },
    executeData,
  };
}

function task(main: INodeExecutionData[][], source: { previousNode: string }[]) {
  return {
    startTime: 0,
    executionTime: 0,
    executionIndex: 0,
    executionStatus: 'success' as const,
    source,
    data: { main },
  };
}

function outcome(evaluate: () => unknown): Result {
  try {
    return { value: evaluate() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** `structuredClone` would give objects of another realm than the one that Jest runs tests in. */
function cloneHere<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
