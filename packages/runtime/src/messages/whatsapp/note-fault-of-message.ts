import type { Transaction } from '../../db';
import { readContent } from './stored-content';
import { noteFault } from './template-faults';

/** The provider did not take the template of a message: steps that use it stop. */
export async function noteFaultOfMessage(
  tx: Transaction,
  { id, error }: { readonly id: string; readonly error: string | null },
  now: number,
): Promise<void> {
  const message = await tx.get<{ workspace: number; sender: string | null; content: string | null }>(
    'SELECT workspace, sender_id AS sender, content FROM message WHERE id = ?',
    [id],
  );
  const { template } = readContent(message?.content);
  if (!message || message.sender === null || !template) return;
  const { workspace, sender } = message;
  const { name, language } = template;
  await noteFault(tx, { workspace, sender, name, language, reason: error ?? '' }, now);
}
