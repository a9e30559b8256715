import { ExpressionError, type INodeParameters, type Workflow } from 'n8n-workflow';

import { Evaluation } from './evaluation';
import { ExpressionCache, type CompiledExpression } from './expression-cache';
import { Isolates, type IsolateLimits } from './fallback/isolates';
import { ExpressionScope } from './scope/expression-scope';
import type { Place } from './scope/place';
import { BAIL, EXCESS } from './signals';

/** Expressions inside of expressions (`$parameter.x`, `$self.x`, `$evaluateExpression(…)`). */
const DEEPEST = 50;

export interface ExpressionCounts {
  /** Evaluations by compiled code. */
  readonly compiled: number;
  /** Evaluations in an isolate, because the expression is not covered. */
  readonly notCovered: number;
  /** Evaluations in an isolate, because compiled code gave up. */
  readonly handedOver: number;
}

/** Evaluates n8n's expressions: compiled where they are covered, in an isolate where not. One per process. */
export class ExpressionEngine {
  private readonly cache = new ExpressionCache();
  private readonly isolates: Isolates;
  private readonly counted = { compiled: 0, notCovered: 0, handedOver: 0 };
  private depth = 0;

  constructor(limits: Partial<IsolateLimits> = {}) {
    this.isolates = new Isolates(limits);
  }

  get counts(): ExpressionCounts {
    return { ...this.counted };
  }

  /** @param text the parameter as it is stored, beginning with `=`; its compiled form is kept, so ask as often as you like */
  compile(text: string): CompiledExpression {
    return this.cache.get(text);
  }

  /** n8n's variables at a place. Keep it for all expressions of one item; it must not outlive the run. */
  scopeOf(place: Place): ExpressionScope {
    return new ExpressionScope(place);
  }

  /**
   * @param siblings the parameters beside this one, which `$parameter["&name"]` reads
   * @returns what n8n would give; objects are copies
   * @throws ExpressionError and ExpressionExtensionError, as n8n does
   */
  resolve(compiled: CompiledExpression, scope: ExpressionScope, siblings: INodeParameters = {}): unknown {
    if (this.depth >= DEEPEST) throw new ExpressionError('The expressions refer to each other without end');
    this.depth++;
    try {
      return 'run' in compiled
        ? this.run(compiled, scope, siblings)
        : this.hand(compiled, scope, { siblings, as: 'notCovered' });
    } finally {
      this.depth--;
    }
  }

  async stop(): Promise<void> {
    await this.isolates.stop();
  }

  private run(
    compiled: Extract<CompiledExpression, { run: unknown }>,
    scope: ExpressionScope,
    siblings: INodeParameters,
  ): unknown {
    scope.enter();
    try {
      const value = compiled.run(new Evaluation(scope, siblings));
      this.counted.compiled++;
      return value;
    } catch (error) {
      if (error === EXCESS) throw new ExpressionError('The expression takes too long, or makes too much of its data');
      if (error !== BAIL) throw error;
      return this.hand(compiled, scope, { siblings, as: 'handedOver' });
    }
  }

  private hand(
    { text }: CompiledExpression,
    scope: ExpressionScope,
    { siblings, as }: { siblings: INodeParameters; as: 'notCovered' | 'handedOver' },
  ): unknown {
    this.counted[as]++;
    const owner = ownerOf(scope.place.workflow);
    return this.isolates.evaluate(text.slice(1), { owner, data: scope.makeProxy(siblings), timeZone: scope.timeZone });
  }
}

/** Versions of a workflow belong together; what has no workflow (a credential outside of a run) does, too. */
function ownerOf({ id }: Workflow): string {
  return id || 'none';
}
