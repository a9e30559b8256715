import { type DateTime, Settings } from 'luxon';
import { getGlobalState, WorkflowDataProxy, type INodeParameters, type IWorkflowDataProxyData } from 'n8n-workflow';

import type { Callable, Evaluation, Roots } from '../evaluation';
import { SCRIPTING_NODE_TYPES } from '../n8n-internals';
import type { Place } from './place';
import { describePrevious, describeWorkflow, makeInput, makeNodeData, makeNodeReference } from './stand-ins';

/** The methods of n8n's objects that expressions may call. */
const METHODS = new Set(['first', 'last', 'all', 'itemMatching', 'pairedItem']);
/** Those of `$execution.customData`, which an execution is found by. */
const METHODS_OF_CUSTOM_DATA = new Set(['get', 'getAll', 'set', 'setAll']);

const INDEXES_OF_ITEM = new Set(['$itemIndex', '$position', '$thisItemIndex']);
const INDEXES_OF_RUN = new Set(['$runIndex', '$thisRunIndex']);
/** What the host cannot say: these are n8n's own answers, whatever the host has given. */
const NOT_FROM_HOST = new Set(
  '$json $data $binary $tool $position $thisItemIndex $thisRunIndex $nodeVersion $nodeId $webhookId'.split(' '),
);

/**
 * n8n's variables at one place of one run. The frequent ones are answered here, from the run itself; for the others
 * n8n's own data proxy is made, once, when the first of them is asked for: making it costs more than evaluating.
 */
export class ExpressionScope implements Roots {
  readonly timeZone: string;
  /** n8n shows scripting nodes copies of their data, and older workflows other shapes: its own proxy does that. */
  private readonly isOrdinary: boolean;
  private proxy: IWorkflowDataProxyData | undefined;
  private input: object | undefined;
  private readonly references = new Map<string, object>();
  private readonly nodes = new Map<string, object>();

  constructor(readonly place: Place) {
    const { workflow, node, contextNode = node } = place;
    const context = workflow.nodes[contextNode];
    this.timeZone = workflow.settings.timezone ?? getGlobalState().defaultTimezone;
    this.isOrdinary =
      context !== undefined &&
      !SCRIPTING_NODE_TYPES.includes(context.type) &&
      workflow.settings.binaryMode !== 'combined';
  }

  /** To be called before each evaluation: luxon's default zone is global, and other workflows have others. */
  enter(): void {
    Settings.defaultZone = this.timeZone;
  }

  value(name: string, evaluation: Evaluation): unknown {
    const { items, itemIndex, runIndex } = this.place;
    if (name === '$json' || name === '$data') {
      const item = this.isOrdinary ? items[itemIndex] : undefined;
      return item === undefined ? this.fromProxy(name) : item.json;
    }
    const { keys } = this.place;
    if (keys != null && Object.hasOwn(keys, name) && !NOT_FROM_HOST.has(name)) return keys[name];
    if (name === '$now') return evaluation.now();
    if (name === '$today') return startOfDay(evaluation.now());
    if (name === '$parameter' || name === '$rawParameter') return this.makeProxy(evaluation.siblings)[name];
    if (INDEXES_OF_ITEM.has(name)) return itemIndex;
    if (INDEXES_OF_RUN.has(name)) return runIndex;
    return this.fromProxy(name);
  }

  receiver(name: string, evaluation: Evaluation): unknown {
    const { place } = this;
    if (this.isOrdinary) {
      if (name === '$input' && place.items.length > 0) {
        return (this.input ??= makeInput(place, () => this.fromProxy('$input') as never));
      }
      if (name === '$node') return this.nodeTable();
      if (name === '$workflow' && place.workflow.id) return describeWorkflow(place.workflow);
      if (name === '$prevNode') return describePrevious(place) ?? this.fromProxy(name);
    }
    return this.value(name, evaluation);
  }

  node(args: unknown[]): unknown {
    const [name] = args;
    if (args.length !== 1 || typeof name !== 'string' || !this.hasRun(name)) return this.call('$', args);
    let reference = this.references.get(name);
    if (!reference) {
      reference = makeNodeReference(name, this.place, () => this.call('$', [name]) as never);
      this.references.set(name, reference);
    }
    return reference;
  }

  call(name: string, args: unknown[]): unknown {
    return (this.fromProxy(name) as (...args: unknown[]) => unknown)(...args);
  }

  method(receiver: object, name: string): Callable | undefined {
    const { isProxy, [name]: method } = receiver as Record<string, unknown>;
    const mayBeCalled = isProxy === true ? METHODS.has(name) : this.isCustomData(receiver, name);
    return mayBeCalled && typeof method === 'function' ? (method as Callable) : undefined;
  }

  private isCustomData(receiver: object, method: string): boolean {
    return METHODS_OF_CUSTOM_DATA.has(method) && receiver === this.place.keys.$execution?.customData;
  }

  /** n8n's own data proxy, made anew for these sibling parameters. */
  makeProxy(siblings: INodeParameters): IWorkflowDataProxyData {
    const { workflow, run, runIndex, itemIndex, node, items, mode, keys, executeData, self = {} } = this.place;
    const contextNode = this.place.contextNode ?? node;
    return new WorkflowDataProxy(
      workflow,
      run,
      runIndex,
      itemIndex,
      node,
      items,
      siblings,
      mode,
      keys,
      executeData,
      -1,
      self,
      contextNode,
    ).getDataProxy();
  }

  private fromProxy(name: string): unknown {
    return (this.proxy ??= this.makeProxy({}))[name];
  }

  private hasRun(name: string): boolean {
    const { run, workflow } = this.place;
    const runs = run?.resultData.runData;
    return this.isOrdinary && runs !== undefined && Object.hasOwn(runs, name) && Object.hasOwn(workflow.nodes, name);
  }

  private nodeTable(): object {
    const known = this.nodes;
    return new Proxy(
      {},
      {
        get: (_target, name) => {
          if (name === 'isProxy') return true;
          if (typeof name !== 'string' || !this.hasRun(name)) {
            return (this.fromProxy('$node') as Record<string | symbol, unknown>)[name];
          }
          let data = known.get(name);
          if (!data) {
            const slow = () => (this.fromProxy('$node') as Record<string, Record<string, unknown>>)[name] ?? {};
            known.set(name, (data = makeNodeData(name, this.place, slow)));
          }
          return data;
        },
      },
    );
  }
}

function startOfDay(instant: DateTime): DateTime {
  return instant.set({ hour: 0, minute: 0, second: 0, millisecond: 0 });
}
