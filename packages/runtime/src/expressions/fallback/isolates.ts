import { ExpressionEvaluator } from '@n8n/expression-runtime';
import { ExpressionError, type IWorkflowDataProxyData } from 'n8n-workflow';

import { expressionSandboxHooks, extendSyntax } from '../n8n-internals';
import { BoundedBridge } from './bounded-bridge';
import { isSpoiling, toHostError } from './to-host-error';
import { usesBigInt } from './uses-big-int';

export interface IsolateLimits {
  /** Isolates that live at the same time; the one not used for longest goes first. */
  readonly isolates: number;
  /** Evaluations after which an isolate is replaced: what expressions have left in it goes with it. */
  readonly evaluations: number;
  readonly milliseconds: number;
  readonly megabytes: number;
  /** An isolate that nobody used for so long is given back. */
  readonly idleMilliseconds: number;
}

const LIMITS: IsolateLimits = {
  isolates: 4,
  evaluations: 10_000,
  milliseconds: 500,
  megabytes: 128,
  idleMilliseconds: 60_000,
};

interface Isolate {
  /** Stands for the isolate with n8n's evaluator. */
  readonly caller: object;
  evaluations: number;
  /** Evaluations that run in it now: one may ask for another, over the host. */
  active: number;
  usedAt: number;
}

export interface IsolateRequest {
  /** Expressions of different owners never share an isolate: one could have changed its builtins. */
  readonly owner: string;
  readonly data: IWorkflowDataProxyData;
  readonly timeZone: string;
}

/**
 * n8n's isolated-vm engine: separate heaps without Node's functions, with limits of time and memory, for what we do not
 * compile. About a millisecond per expression. n8n makes an isolate for each run; here there are few and they stay.
 */
export class Isolates {
  private readonly limits: IsolateLimits;
  private readonly evaluator: ExpressionEvaluator;
  /** By owner, the one used last at the end. */
  private readonly live = new Map<string, Isolate>();
  private idle: NodeJS.Timeout | undefined;

  constructor(limits: Partial<IsolateLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
    const { milliseconds: timeout, megabytes: memoryLimit } = this.limits;
    this.evaluator = new ExpressionEvaluator({
      createBridge: () => new BoundedBridge({ timeout, memoryLimit, compileCache: true }),
      hooks: expressionSandboxHooks,
      lazyAcquire: true,
      maxCodeCacheSize: 1_000,
      poolSize: 0,
    });
  }

  get count(): number {
    return this.live.size;
  }

  /**
   * @param text an expression without its leading `=`
   * @throws ExpressionError as n8n does, also when a limit is exceeded
   */
  evaluate(text: string, { owner, data, timeZone }: IsolateRequest): unknown {
    if (/\.\s*constructor/.test(text)) {
      throw new ExpressionError('Expression contains invalid constructor function call', {
        causeDetailed: 'Constructor override attempt is not allowed due to security concerns',
      });
    }
    if (usesBigInt(text)) throw new ExpressionError('BigInt is not available in expressions');
    const extended = extendSyntax(text);
    // The isolate has its own, which do not reach out of it.
    guardNodeNames(data);
    delete data.$jmesPath;
    delete data.$jmespath;
    const isolate = this.take(owner);
    isolate.active++;
    try {
      return this.evaluator.evaluate(extended, data, isolate.caller, { timezone: timeZone });
    } catch (error) {
      if (isSpoiling(error) && this.live.get(owner) === isolate) this.drop(owner);
      throw toHostError(error);
    } finally {
      isolate.active--;
      isolate.usedAt = performance.now();
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.idle);
    for (const owner of [...this.live.keys()]) this.drop(owner);
    await this.evaluator.dispose();
  }

  private take(owner: string): Isolate {
    const known = this.live.get(owner);
    this.live.delete(owner); // it goes to the end
    const isWornOut = known?.active === 0 && known.evaluations >= this.limits.evaluations;
    if (isWornOut) this.release(known);
    const isolate = known && !isWornOut ? known : this.make();
    isolate.evaluations++;
    this.live.set(owner, isolate);
    for (const [oldest, { active }] of this.live) {
      if (this.live.size <= this.limits.isolates) break;
      if (active === 0 && oldest !== owner) this.drop(oldest);
    }
    this.watchIdle();
    return isolate;
  }

  private make(): Isolate {
    const isolate = { caller: {}, evaluations: 0, active: 0, usedAt: performance.now() };
    // It takes effect at once; the isolate itself is made by the evaluation.
    void this.evaluator.acquire(isolate.caller);
    return isolate;
  }

  private watchIdle(): void {
    const { idleMilliseconds } = this.limits;
    this.idle ??= setTimeout(() => {
      this.idle = undefined;
      const since = performance.now() - idleMilliseconds;
      for (const [owner, { usedAt, active }] of this.live) if (usedAt <= since && active === 0) this.drop(owner);
      if (this.live.size > 0) this.watchIdle();
    }, idleMilliseconds).unref();
  }

  private drop(owner: string): void {
    const isolate = this.live.get(owner);
    this.live.delete(owner);
    if (isolate) this.release(isolate);
  }

  private release({ caller }: Isolate): void {
    void this.evaluator.release(caller);
  }
}

/** The isolate asks for nodes by whatever the expression gave: out here no limit of time would end its conversion. */
function guardNodeNames(data: IWorkflowDataProxyData): void {
  const find = data.$ as ((...args: unknown[]) => unknown) | undefined;
  if (typeof find !== 'function') return;
  data.$ = (name: unknown, ...more: unknown[]) => {
    if (name !== undefined && typeof name !== 'string') throw new ExpressionError("Referenced node doesn't exist");
    return find(name, ...more);
  };
}
