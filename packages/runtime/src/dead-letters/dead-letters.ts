import type { Queries } from '../db';
import { codeOf, CodedUserError, messageOf } from '../shared';

/** What does not go on by itself and waits for a person: an execution or a message. */
export interface DeadLetter {
  /** `execution-17`, or `message-` and the message's id: what `retry` takes. */
  readonly id: string;
  readonly kind: 'execution' | 'message';
  readonly status: string;
  readonly workflow: string | null;
  readonly node: string | null;
  readonly contact: number | null;
  readonly code: string | null;
  readonly error: string | null;
  /** UTC epoch ms: when the execution was entered, or the message written. */
  readonly at: number;
}

interface Dependencies {
  readonly queries: Queries;
  retryExecution(workspace: number, id: number): Promise<unknown>;
  retryMessage(id: string): Promise<void>;
}

/** How many of each kind are looked at in one go. */
const MOST = 250;

/** Executions that are held or crashed, and messages that failed or are in doubt: to be looked at, then tried again. */
export class DeadLetters {
  constructor(private readonly dependencies: Dependencies) {}

  /** The newest first. */
  async list(workspace: number, limit = MOST): Promise<DeadLetter[]> {
    const { queries } = this.dependencies;
    const executions = await queries.all<DeadLetter & { id: number | string }>(
      `SELECT id, 'execution' AS kind, status, workflow, node, contact, error_code AS code, error, started_at AS at
       FROM execution WHERE workspace = ? AND status IN ('crashed', 'held') ORDER BY id DESC LIMIT ?`,
      [workspace, limit],
    );
    const messages = await queries.all<DeadLetter>(
      `SELECT id, 'message' AS kind, status, workflow, node, contact, error_code AS code, error, created_at AS at
       FROM message WHERE workspace = ? AND status IN ('failed', 'uncertain') ORDER BY created_at DESC LIMIT ?`,
      [workspace, limit],
    );
    const all = [...executions, ...messages].map((each) => ({ ...each, id: `${each.kind}-${each.id}` }));
    return all.sort((one, other) => other.at - one.at).slice(0, limit);
  }

  /**
   * Tries one again: the execution goes on where it was stored last, the message is queued.
   * @throws DEAD_LETTER_NOT_FOUND, or the code that says why it cannot be tried again
   */
  async retry(workspace: number, id: string): Promise<void> {
    const [, kind, name = ''] = /^(execution|message)-(.+)$/.exec(id) ?? [];
    const { queries } = this.dependencies;
    if (kind === 'execution' && /^\d{1,15}$/.test(name)) {
      await this.dependencies.retryExecution(workspace, Number(name));
      return;
    }
    const isKnown =
      kind === 'message' &&
      (await queries.get('SELECT id FROM message WHERE workspace = ? AND id = ?', [workspace, name])) !== undefined;
    if (!isKnown) {
      throw new CodedUserError('DEAD_LETTER_NOT_FOUND', `There is no dead letter "${id}". List them for their ids.`, {
        id,
      });
    }
    await this.dependencies.retryMessage(name);
  }

  /**
   * Tries all again that are there now, but for messages in doubt: those would go out twice where they had arrived.
   * @returns how many, and which could not be
   */
  async retryAll(
    workspace: number,
  ): Promise<{ retried: number; failed: Array<{ id: string; code: string; error: string }> }> {
    const failed: Array<{ id: string; code: string; error: string }> = [];
    let retried = 0;
    const letters = await this.list(workspace);
    for (const { id } of letters.filter(({ status }) => status !== 'uncertain')) {
      try {
        await this.retry(workspace, id);
        retried += 1;
      } catch (error) {
        failed.push({ id, code: codeOf(error), error: messageOf(error) });
      }
    }
    return { retried, failed };
  }
}
