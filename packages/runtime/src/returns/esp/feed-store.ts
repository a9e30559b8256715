import type { z } from 'zod';

import type { Database } from '../../db';
import { CodedUserError, type Cipher, type Clock } from '../../shared';
import type { Esp } from './esp-event';
import { mailgunKeys } from './mailgun';
import { postmarkKeys } from './postmark';
import { sendgridKeys } from './sendgrid';
import { sesKeys } from './ses';

/** What proves the calls of each service. */
export const FEED_KEYS = {
  ses: sesKeys,
  sendgrid: sendgridKeys,
  mailgun: mailgunKeys,
  postmark: postmarkKeys,
} as const;

export type FeedKeys<Provider extends Esp> = z.output<(typeof FEED_KEYS)[Provider]>;

/** The keys of mail services, encrypted at rest. */
export class FeedStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  /** Puts keys in the place of those before. @throws RETURN_FEED_INVALID */
  async save(workspace: number, provider: Esp, keys: unknown): Promise<void> {
    const parsed = FEED_KEYS[provider].safeParse(keys);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new CodedUserError('RETURN_FEED_INVALID', `The keys are wrong. ${problems.join('; ')}.`, { problems });
    }
    const data = this.cipher.encrypt(JSON.stringify(parsed.data));
    await this.database.write((tx) =>
      tx.run(
        `INSERT INTO return_feed (workspace, provider, data, updated_at) VALUES (?, ?, ?, ?)
          ON CONFLICT (workspace, provider) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at`,
        [workspace, provider, data, this.clock.now()],
      ),
    );
  }

  /** @throws RETURN_FEED_NOT_FOUND, CREDENTIAL_UNREADABLE */
  async keysOf<Provider extends Esp>(workspace: number, provider: Provider): Promise<FeedKeys<Provider>> {
    const row = await this.database.get<{ data: string }>(
      'SELECT data FROM return_feed WHERE workspace = ? AND provider = ?',
      [workspace, provider],
    );
    if (!row) throw feedNotFound(provider);
    return JSON.parse(this.cipher.decrypt(row.data)) as FeedKeys<Provider>;
  }

  /** Which services are set up, and since when (UTC epoch ms). */
  async list(workspace: number): Promise<Array<{ readonly provider: string; readonly updatedAt: number }>> {
    return await this.database.all(
      `SELECT provider, updated_at AS "updatedAt" FROM return_feed WHERE workspace = ? ORDER BY provider`,
      [workspace],
    );
  }

  /** @throws RETURN_FEED_NOT_FOUND */
  async delete(workspace: number, provider: Esp): Promise<void> {
    const deleted = await this.database.write((tx) =>
      tx.run('DELETE FROM return_feed WHERE workspace = ? AND provider = ?', [workspace, provider]),
    );
    if (deleted === 0) throw feedNotFound(provider);
  }
}

export function feedNotFound(provider: string): CodedUserError {
  return new CodedUserError(
    'RETURN_FEED_NOT_FOUND',
    `No keys are stored for "${provider}": PUT /api/v1/return-feeds/${provider}.`,
  );
}
