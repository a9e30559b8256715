import { Worker } from 'node:worker_threads';

import {
  CodedOperationalError,
  CodedUnexpectedError,
  CodedUserError,
  codeOf,
  ERROR_CODES,
  messageOf,
  minutes,
  seconds,
  type Duration,
  type ErrorCode,
} from '../shared';
import type { WorkflowDocument } from '../workflows';
import type { CrowdPart, Tally } from './crowd';
import type { Scenario } from './scenario';
import type { Simulation } from './simulation';
import type { SimulationAnswer, SimulationJob, SimulationTask } from './simulation-job';

export interface SimulatorOptions {
  /** The program of the thread. */
  readonly program: string;
  /** How Node runs it. */
  readonly execArgv?: readonly string[];
  /** How long one simulation may take, without the time in which the thread loads. */
  readonly patience?: Duration;
  /** What its JavaScript may hold. */
  readonly megabytes?: number;
  /** How many may wait for their turn. */
  readonly mostWaiting?: number;
}

const PATIENCE = seconds(30);
const CROWD_PATIENCE = minutes(5);
const LOADS_WITHIN = minutes(2);
/** A thread that nobody asks ends: it holds n8n's packages. */
const IDLE_FOR = minutes(1);
const MEGABYTES = 512;
const MOST_WAITING = 20;

interface Asked {
  readonly job: SimulationJob;
  resolve(answer: SimulationAnswer): void;
  reject(error: Error): void;
}

/**
 * Runs simulations one after the other in a thread of their own: they hold up nothing else, and what takes too long or
 * too much memory ends with the thread. The next one starts another.
 */
export class Simulator {
  private worker: Worker | undefined;
  private isReady = false;
  private readonly waiting: Asked[] = [];
  private current: Asked | undefined;
  private timer: NodeJS.Timeout | undefined;
  private latest = 0;

  constructor(private readonly options: SimulatorOptions) {}

  /** @throws SIMULATION_OUT_OF_TIME, SIMULATION_OUT_OF_MEMORY, SIMULATION_BUSY and what `runScenario` throws */
  async run(workflow: WorkflowDocument, scenario: Scenario): Promise<Simulation> {
    const answer = await this.ask(workflow, { scenario });
    if ('simulation' in answer) return answer.simulation;
    throw new CodedUnexpectedError('INTERNAL', 'The thread of simulations has answered something else.');
  }

  /** Sends a part of a crowd through a workflow. @throws as `run` */
  async crowd(workflow: WorkflowDocument, part: CrowdPart): Promise<Tally> {
    const answer = await this.ask(workflow, { part });
    if ('tally' in answer) return answer.tally;
    throw new CodedUnexpectedError('INTERNAL', 'The thread of simulations has answered something else.');
  }

  private async ask(workflow: WorkflowDocument, task: SimulationTask): Promise<SimulationAnswer> {
    const { mostWaiting = MOST_WAITING } = this.options;
    if (this.waiting.length >= mostWaiting) {
      throw new CodedOperationalError('SIMULATION_BUSY', 'Too many simulations wait for their turn. Try again soon.');
    }
    return await new Promise((resolve, reject) => {
      this.waiting.push({ job: { id: ++this.latest, workflow, ...task }, resolve, reject });
      this.next();
    });
  }

  async stop(): Promise<void> {
    const { worker } = this;
    this.forget();
    for (const asked of [this.current, ...this.waiting.splice(0)]) {
      asked?.reject(new CodedOperationalError('SERVER_STOPPING', 'The server stops: simulate again later.'));
    }
    this.current = undefined;
    await worker?.terminate();
  }

  private next(): void {
    if (this.current) return;
    const asked = this.waiting.shift();
    if (!asked) {
      this.wait(IDLE_FOR, () => this.end());
      return;
    }
    this.current = asked;
    this.worker ??= this.start();
    this.worker.ref();
    if (this.isReady) this.hand(asked);
    else this.wait(LOADS_WITHIN, () => this.giveUp());
  }

  private hand(asked: Asked): void {
    this.worker?.postMessage(asked.job);
    const usual = 'part' in asked.job ? CROWD_PATIENCE : PATIENCE;
    this.wait(this.options.patience ?? usual, () => this.giveUp());
  }

  private start(): Worker {
    const { program, execArgv, megabytes = MEGABYTES } = this.options;
    const worker = new Worker(program, {
      ...(execArgv && { execArgv: [...execArgv] }),
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    worker.on('message', (answer: SimulationAnswer) => this.heard(worker, answer));
    worker.on('error', (error: Error) => this.died(worker, error));
    worker.on('exit', () => this.died(worker, new Error('the thread has ended')));
    return worker;
  }

  private heard(worker: Worker, answer: SimulationAnswer): void {
    if (worker !== this.worker) return;
    if ('ready' in answer) {
      this.isReady = true;
      if (this.current) this.hand(this.current);
      return;
    }
    const asked = this.current;
    if (asked?.job.id !== answer.id) return;
    this.current = undefined;
    worker.unref();
    if ('failure' in answer) asked.reject(toError(answer.failure));
    else asked.resolve(answer);
    this.next();
  }

  private died(worker: Worker, error: Error): void {
    if (worker !== this.worker) return;
    const isMemory = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.fail(
      isMemory
        ? new CodedUserError('SIMULATION_OUT_OF_MEMORY', 'The simulation needs too much memory. Simulate less at once.')
        : new CodedOperationalError(isCode(codeOf(error)) ? codeOf(error) : 'INTERNAL', messageOf(error)),
    );
  }

  private giveUp(): void {
    const message = 'The simulation takes too long. Let it end earlier, or let less happen in it.';
    this.fail(new CodedUserError('SIMULATION_OUT_OF_TIME', message));
  }

  private fail(error: Error): void {
    const asked = this.current;
    this.current = undefined;
    this.end();
    asked?.reject(error);
    this.next();
  }

  private end(): void {
    const { worker } = this;
    this.forget();
    void worker?.terminate();
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.worker = undefined;
    this.isReady = false;
  }

  private wait({ milliseconds }: Duration, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, milliseconds);
    if (!this.current) this.timer.unref();
  }
}

function toError({
  code,
  message,
  details,
}: {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}): Error {
  return new CodedUserError(isCode(code) ? code : 'INTERNAL', message, details);
}

const isCode = (code: string): code is ErrorCode => code in ERROR_CODES;
