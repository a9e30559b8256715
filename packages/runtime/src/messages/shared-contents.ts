import { hash } from 'node:crypto';

import type { Queries, Transaction } from '../db';
import { CodedUnexpectedError } from '../shared';
import type { LocalizedContent } from './email-request';
import { BoundedCache } from './render/bounded-cache';

/** Templates that many messages are written from, on their way into the store. */
export interface SharedContent {
  readonly id: string;
  /** Stores them where they are not known to be stored. Part of the transaction that stores a message. */
  store(tx: Transaction): Promise<void>;
}

/** Sets of templates that are kept in memory. */
const CACHED = 500;

/**
 * Stores the templates of a node once for all messages that are written from them. They are what the author of a
 * workflow wrote, without a word of any contact: whoever is erased leaves nothing in them.
 */
export class SharedContents {
  private readonly cache = new BoundedCache<readonly LocalizedContent[]>(CACHED);
  private readonly stored = new BoundedCache<{ isStored: boolean }>(CACHED);

  refer(workspace: number, contents: readonly LocalizedContent[]): SharedContent {
    const text = JSON.stringify(contents);
    const id = hash('sha256', `${workspace} ${text}`, 'base64url');
    const known = this.stored.get(id, () => ({ isStored: false }));
    return {
      id,
      store: async (tx) => {
        if (known.isStored) return;
        await tx.run(
          'INSERT INTO message_content (id, workspace, contents) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
          [id, workspace, text],
        );
        tx.afterCommit(() => (known.isStored = true));
      },
    };
  }

  async read(queries: Queries, id: string): Promise<readonly LocalizedContent[]> {
    const cached = this.cache.find(id);
    if (cached) return cached;
    const row = await queries.get<{ contents: string }>('SELECT contents FROM message_content WHERE id = ?', [id]);
    if (!row) throw new CodedUnexpectedError('INTERNAL', `The templates ${id} of a message are not stored.`);
    const contents = JSON.parse(row.contents) as LocalizedContent[];
    return this.cache.get(id, () => contents);
  }
}
