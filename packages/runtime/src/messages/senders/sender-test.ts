import { randomUUID } from 'node:crypto';

import type { Database } from '../../db';
import type { Clock } from '../../shared';
import { insertMessage } from '../insert-message';
import type { SenderStore } from './sender-store';

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly senders: SenderStore;
  readonly outbox: { wake(): void };
}

/** Shows an operator whether a sender works: a message to themselves. */
export class SenderTest {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Queues a message; what became of it is told by the message.
   * @throws SENDER_NOT_FOUND
   */
  async send(workspace: number, id: string, to: string): Promise<{ messageId: string }> {
    const { database, clock, senders, outbox } = this.dependencies;
    const { address, channel, name } = await senders.get(workspace, id);
    const now = clock.now();
    const text = `This is a test of the sender "${name}".`;
    const origin = { execution: null, workflow: null, node: null, visit: 0, item: 0 };
    return await database.write(async (tx) => {
      tx.afterCommit(() => outbox.wake());
      const { messageId } = await insertMessage(
        tx,
        {
          ...{ id: randomUUID(), workspace, contact: null, channel, purpose: 'transactional' },
          ...{ sender: address, senderId: id, recipient: to.trim(), replyTo: null, locale: 'en' },
          ...{ subject: channel === 'email' ? 'A test of Aftercart' : '', text },
          html:
            channel === 'email' ? '<!doctype html><html lang="en"><body><p>The sender works.</p></body></html>' : '',
          ...{ verdict: 'send', reason: 'A test of the sender', status: 'queued', provider: null },
          ...{ providerMessageId: null, errorCode: null, error: null, attempts: 0 },
          ...{ dueAt: now, createdAt: now, sentAt: null },
        },
        origin,
      );
      return { messageId };
    });
  }
}
