import type { INodeTypes } from 'n8n-workflow';

import { CodedUserError, systemClock, type Clock, type Logger } from '../../shared';
import { DEFAULT_CODE_RUNNER_OPTIONS, type CodeRunnerOptions } from './code-runner-options';
import { CodeTask, nameArguments, type StartRunnerTask, type TaskOutcome } from './code-task';
import { RunnerSession, type SessionCollaborators } from './runner-session';

export interface CodeRunnerStatus {
  readonly state: 'idle' | 'starting' | 'ready' | 'stopped';
  /** The child's process, while there is one. */
  readonly pid: number | undefined;
  /** Tasks that the child holds. */
  readonly running: number;
  /** Tasks that queue for it. */
  readonly waiting: number;
  /** Children started since this runner was made. */
  readonly startedProcesses: number;
}

/**
 * Runs the code of Code nodes in n8n's JavaScript runner, which lives in one child process: started at the first task,
 * started anew after a death, ended when it has been idle. Code never runs inside our own process.
 */
export class CodeRunner {
  private readonly collaborators: SessionCollaborators;
  private readonly waiting: CodeTask[] = [];
  private readonly leaving = new Set<Promise<void>>();
  private session: RunnerSession | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private startedProcesses = 0;
  private isStopped = false;

  constructor({
    nodeTypes,
    logger,
    clock = systemClock,
    options = {},
  }: {
    nodeTypes: INodeTypes;
    logger: Logger;
    clock?: Clock;
    options?: Partial<CodeRunnerOptions>;
  }) {
    this.collaborators = { nodeTypes, logger, clock, options: { ...DEFAULT_CODE_RUNNER_OPTIONS, ...options } };
  }

  /**
   * What n8n-core calls for a Code node (`additionalData.startRunnerTask`); may be passed around unbound. Never throws.
   * An error is what the code threw as n8n's node expects it, or CODE_RUNNER_FAILED (the process died, try again),
   * CODE_RUNNER_TIMEOUT or CODE_LANGUAGE_UNSUPPORTED.
   */
  readonly startTask: StartRunnerTask = async (...args) => (await this.run(...args)) as never;

  status(): CodeRunnerStatus {
    const { session, isStopped, startedProcesses } = this;
    const state = isStopped ? 'stopped' : !session ? 'idle' : session.isReady ? 'ready' : 'starting';
    const running = session?.heldCount ?? 0;
    return { state, pid: session?.pid, running, waiting: this.waiting.length, startedProcesses };
  }

  /** Fails what is in hand, ends the child and resolves when its process is gone. Later tasks are refused. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.clearIdleTimer();
    this.failWaiting('the server is shutting down');
    this.session?.end('the server is shutting down');
    await Promise.all(this.leaving);
  }

  private async run(...args: Parameters<StartRunnerTask>): Promise<TaskOutcome> {
    const request = nameArguments(...args);
    if (request.jobType !== 'javascript') return { ok: false, error: unsupported(request.jobType, request.node.name) };
    const task = new CodeTask(request);
    if (this.isStopped) task.fail('the server is shutting down');
    this.waiting.push(task);
    this.dispatch();
    return task.outcome;
  }

  private dispatch(): void {
    while (this.waiting[0]?.isSettled) this.waiting.shift(); // cancelled before their turn
    if (this.isStopped) return;
    const next = this.waiting[0];
    if (!next) {
      this.waitForWork();
      return;
    }
    this.clearIdleTimer();
    this.session ??= this.startSession();
    if (!this.session.take(next)) return;
    this.waiting.shift();
    this.dispatch();
  }

  /** Called whenever there is nothing to hand out, also by each offer of an idle child: the first call counts. */
  private waitForWork(): void {
    const { session } = this;
    if (!session || session.heldCount > 0 || this.idleTimer) return;
    this.idleTimer = setTimeout(() => session.end('it was idle'), this.collaborators.options.idleAfter.milliseconds);
  }

  private clearIdleTimer(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = undefined;
  }

  private startSession(): RunnerSession {
    this.startedProcesses += 1;
    const session = new RunnerSession(this.collaborators, {
      onCapacity: () => this.dispatch(),
      onReturned: (task) => this.waiting.unshift(task),
      onEnded: (reason, hasWorked) => this.forgetSession(session, reason, hasWorked),
    });
    const gone = session.gone.then(() => void this.leaving.delete(gone));
    this.leaving.add(gone);
    return session;
  }

  private forgetSession(session: RunnerSession, reason: string, hasWorked: boolean): void {
    if (this.session === session) this.session = undefined;
    this.clearIdleTimer();
    this.collaborators.logger.info({ pid: session.pid, reason }, 'The code runner ended');
    // A child that never came up will not come up for those who wait either: say so instead of trying for ever.
    if (!hasWorked) this.failWaiting(reason);
    this.dispatch();
  }

  private failWaiting(reason: string): void {
    for (const task of this.waiting.splice(0)) task.fail(reason);
  }
}

function unsupported(language: string, node: string): CodedUserError {
  return new CodedUserError(
    'CODE_LANGUAGE_UNSUPPORTED',
    `Node "${node}" holds ${language} code, and only JavaScript can be run here. Set its language to JavaScript and rewrite the code.`,
    { language, node },
  );
}
