import { randomUUID } from 'node:crypto';

import { CodedOperationalError, CodedUserError, codeOf, messageOf } from '../../shared';
import type { CrowdReport } from './crowd-report';
import type { CrowdOptions } from './simulate-crowd';

/** A crowd on its way through a workflow. */
export interface CrowdJob {
  readonly id: string;
  readonly workspace: number;
  readonly workflow: string;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  /** Contacts. */
  readonly done: number;
  readonly of: number;
  readonly report?: CrowdReport;
  readonly error?: { readonly code: string; readonly message: string };
}

/** More would wait for each other: parts of all of them take turns in one thread. */
const MOST_RUNNING = 3;
/** Reports that are kept to be read; they are gone when the server ends. */
const MOST_KEPT = 20;

/** Crowds that the server sends through workflows in the background. They are repeated sooner than stored. */
export class CrowdJobs {
  private readonly jobs = new Map<string, { job: CrowdJob; cancel: AbortController }>();

  /**
   * Begins, and returns at once.
   * @param run what it takes; told of progress, and when it is to end early
   * @throws SIMULATION_BUSY
   */
  begin(
    about: Pick<CrowdJob, 'workspace' | 'workflow' | 'of'>,
    run: (options: Pick<CrowdOptions, 'onProgress' | 'signal'>) => Promise<CrowdReport>,
  ): CrowdJob {
    const running = [...this.jobs.values()].filter(({ job }) => job.status === 'running');
    if (running.length >= MOST_RUNNING) {
      throw new CodedOperationalError(
        'SIMULATION_BUSY',
        'Too many crowds are under way. Try again when one has ended.',
      );
    }
    const cancel = new AbortController();
    const job: CrowdJob = { id: randomUUID(), status: 'running', done: 0, ...about };
    this.jobs.set(job.id, { job, cancel });
    this.forgetOldest();
    const onProgress = ({ done }: { done: number }) => this.change(job.id, { done });
    run({ onProgress, signal: cancel.signal }).then(
      (report) => this.change(job.id, { status: 'done', report }),
      (error: unknown) => {
        if (cancel.signal.aborted) this.change(job.id, { status: 'cancelled' });
        else this.change(job.id, { status: 'failed', error: { code: codeOf(error), message: messageOf(error) } });
      },
    );
    return job;
  }

  /** @throws CROWD_NOT_FOUND */
  get(workspace: number, id: string): CrowdJob {
    const job = this.jobs.get(id)?.job;
    if (job?.workspace === workspace) return job;
    throw new CodedUserError(
      'CROWD_NOT_FOUND',
      `There is no crowd ${id}: it was too long ago, or the server was restarted.`,
      {
        id,
      },
    );
  }

  /** Ends it after the part that is under way. @throws CROWD_NOT_FOUND */
  cancel(workspace: number, id: string): CrowdJob {
    this.get(workspace, id);
    this.jobs.get(id)?.cancel.abort();
    return this.get(workspace, id);
  }

  /** Ends all of them. */
  stop(): void {
    for (const { cancel } of this.jobs.values()) cancel.abort();
  }

  private change(id: string, changes: Partial<CrowdJob>): void {
    const entry = this.jobs.get(id);
    if (entry) entry.job = { ...entry.job, ...changes };
  }

  private forgetOldest(): void {
    const ended = [...this.jobs.values()].filter(({ job }) => job.status !== 'running');
    for (const { job } of ended.slice(0, Math.max(0, this.jobs.size - MOST_KEPT))) this.jobs.delete(job.id);
  }
}
