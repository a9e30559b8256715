import { randomBytes, randomUUID } from 'node:crypto';

import type { Database, Transaction } from '../db';
import { CodedUserError, type Cipher, type Clock } from '../shared';
import { subscriptionOf } from './hand-over';
import { parseThreshold } from './parse-settings';
import type { ScoreBook } from './score-book';
import { THRESHOLD_COLUMNS, toThreshold, type ScoreThreshold, type ThresholdRow } from './score-threshold';

/** A threshold, with the secret that calls of its owner's address are signed with, where there is a new one. */
export interface StoredThreshold extends ScoreThreshold {
  readonly secret?: string;
}

/** Thresholds as people make them. Who is above of them when they are made is settled silently. */
export class ThresholdStore {
  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly cipher: Cipher;
      readonly book: ScoreBook;
    },
  ) {}

  async list(workspace: number): Promise<ScoreThreshold[]> {
    const rows = await this.dependencies.database.all<ThresholdRow>(
      `SELECT ${THRESHOLD_COLUMNS} FROM score_threshold WHERE workspace = ? ORDER BY score, value, id`,
      [workspace],
    );
    return rows.map(toThreshold);
  }

  /** @throws SCORE_THRESHOLD_NOT_FOUND */
  async get(workspace: number, id: string): Promise<ScoreThreshold> {
    const threshold = (await this.list(workspace)).find((each) => each.id === id);
    if (threshold) return threshold;
    throw new CodedUserError('SCORE_THRESHOLD_NOT_FOUND', `There is no threshold "${id}".`, { threshold: id });
  }

  /** @throws SCORE_THRESHOLD_INVALID */
  async create(workspace: number, json: unknown): Promise<StoredThreshold> {
    const draft = parseThreshold(workspace, json);
    const now = this.dependencies.clock.now();
    const threshold = { ...draft, id: randomUUID(), filledTo: 0, createdAt: now, updatedAt: now };
    const { name, score, value, margin, owner } = threshold;
    const secret = await this.change(async (tx) => {
      await tx.run(
        `INSERT INTO score_threshold (id, workspace, name, score, value, margin, owner, filled_to, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
        [threshold.id, workspace, name, score, value, margin, owner && JSON.stringify(owner), now, now],
      );
      return await this.subscribe(tx, threshold);
    });
    return { ...threshold, ...(secret !== undefined && { secret }) };
  }

  /** @throws SCORE_THRESHOLD_NOT_FOUND, SCORE_THRESHOLD_INVALID */
  async update(workspace: number, id: string, json: unknown): Promise<StoredThreshold> {
    const before = await this.get(workspace, id);
    const draft = parseThreshold(workspace, json);
    const updatedAt = Math.max(this.dependencies.clock.now(), before.updatedAt + 1);
    const threshold = { ...draft, id, filledTo: 0, createdAt: before.createdAt, updatedAt };
    const { name, score, value, margin, owner } = threshold;
    const secret = await this.change(async (tx) => {
      if (score !== before.score) await tx.run('DELETE FROM score_standing WHERE threshold = ?', [id]);
      await tx.run(
        'UPDATE score_threshold SET name = ?, score = ?, value = ?, margin = ?, owner = ?, filled_to = 0, updated_at = ? WHERE id = ?',
        [name, score, value, margin, owner && JSON.stringify(owner), updatedAt, id],
      );
      return await this.subscribe(tx, threshold);
    });
    return { ...threshold, ...(secret !== undefined && { secret }) };
  }

  async delete(workspace: number, id: string): Promise<void> {
    await this.get(workspace, id);
    await this.change(async (tx) => {
      await tx.run('DELETE FROM score_threshold WHERE id = ?', [id]);
      await tx.run('DELETE FROM score_standing WHERE threshold = ?', [id]);
      await tx.run('DELETE FROM subscription_delivery WHERE subscription = ?', [subscriptionOf(id)]);
      await tx.run('DELETE FROM subscription WHERE id = ?', [subscriptionOf(id)]);
    });
  }

  /**
   * The owner's address is a subscription to no event at all: what is handed over is queued for it by name.
   * @returns the secret of a new one
   */
  private async subscribe(tx: Transaction, { id, workspace, owner }: ScoreThreshold): Promise<string | undefined> {
    const { cipher, clock } = this.dependencies;
    const subscription = subscriptionOf(id);
    if (owner?.webhookUrl === undefined) {
      await tx.run('DELETE FROM subscription_delivery WHERE subscription = ?', [subscription]);
      await tx.run('DELETE FROM subscription WHERE id = ?', [subscription]);
      return undefined;
    }
    const secret = randomBytes(24).toString('base64url');
    const isNew = await tx.run(
      'INSERT INTO subscription (id, workspace, target_url, filter, secret, created_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
      [subscription, workspace, owner.webhookUrl, JSON.stringify({ events: [] }), cipher.encrypt(secret), clock.now()],
    );
    if (isNew > 0) return secret;
    await tx.run('UPDATE subscription SET target_url = ? WHERE id = ?', [owner.webhookUrl, subscription]);
    return undefined;
  }

  private async change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const { database, book } = this.dependencies;
    const result = await database.write(work);
    await book.follow(database);
    return result;
  }
}
