import type { entities, Transaction } from '../../db';
import type { Judgement } from './judgement';

type Cleared = Pick<entities.Message, 'id' | 'contact' | 'purpose'>;

/**
 * The messages that go, noted together: one statement for a batch, and not one for each. Rules that look at what else a
 * contact gets have them written before they look.
 */
export class Clearances {
  private waiting: Array<{ message: Cleared; judgement: Judgement }> = [];

  constructor(private readonly tx: Transaction) {}

  add(message: Cleared, judgement: Judgement): void {
    this.waiting.push({ message, judgement });
  }

  /** Writes what waits, if some of it is for the contact. */
  async writeFor(contact: number | null): Promise<void> {
    if (contact === null) return;
    if (this.waiting.some(({ message }) => message.contact === contact)) await this.write();
  }

  async write(): Promise<void> {
    const cleared = this.waiting;
    const [first] = cleared;
    if (!first) return;
    this.waiting = [];
    const ids = cleared.map(({ message }) => message.id);
    const judgements = cleared.flatMap(({ message, judgement }) => [message.id, JSON.stringify(judgement)]);
    await this.tx.run(
      `UPDATE message SET verdict = 'send', reason = purpose || ' mail: no rule against it', reason_code = NULL, cleared_at = ?,
         judgement = CASE id ${'WHEN ? THEN ? '.repeat(cleared.length)}END
       WHERE id IN (${ids.map(() => '?').join(', ')})`,
      [first.judgement.at, ...judgements, ...ids],
    );
  }
}
