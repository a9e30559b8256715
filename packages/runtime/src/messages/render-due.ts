import type { entities, Transaction } from '../db';
import { codeOf, messageOf, type Logger } from '../shared';
import type { RenderedEmail } from './render';
import type { Outcome } from './sql/record-outcome';
import { saveContent } from './sql/save-content';
import type { MessageWriter } from './message-writer';

export interface RenderDependencies {
  readonly writer: MessageWriter;
  readonly logger: Logger;
  /** Records what becomes of a message that cannot be written. */
  readonly record: (tx: Transaction, outcome: Outcome) => Promise<void>;
}

/**
 * Writes a message that was just claimed, and stores what was written with the claim: at every later attempt the same
 * goes out. One that cannot be written has failed, and keeps no other from being sent.
 * @returns the message with its content; undefined where it failed
 */
export async function renderDue(
  tx: Transaction,
  message: entities.Message,
  { writer, logger, record }: RenderDependencies,
): Promise<entities.Message | undefined> {
  const write = await writer.prepare(tx, message);
  if (!write) return message;
  let written: RenderedEmail;
  try {
    written = write();
  } catch (error) {
    const { id, attempts } = message;
    const failure = { errorCode: codeOf(error), error: messageOf(error) };
    logger.error({ message: id, ...failure }, 'A message could not be written');
    const none = { providerMessageId: null, dueAt: null, sentAt: null };
    await record(tx, { id, attempts: attempts - 1, status: 'failed', ...failure, ...none });
    return undefined;
  }
  const { language: locale, subject, html, text } = written;
  await saveContent(tx, { id: message.id, locale, subject, html, text });
  return { ...message, locale, subject, html, text, draft: null };
}
