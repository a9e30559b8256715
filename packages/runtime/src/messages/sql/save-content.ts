import type { entities, Transaction } from '../../db';

/** Stores what a message says, in place of what it was to be written from. */
export async function saveContent(
  tx: Transaction,
  { id, locale, subject, html, text }: Pick<entities.Message, 'id' | 'locale' | 'subject' | 'html' | 'text'>,
): Promise<void> {
  await tx.run('UPDATE message SET locale = ?, subject = ?, html = ?, text = ?, draft = NULL WHERE id = ?', [
    ...[locale, subject, html, text, id],
  ]);
}
