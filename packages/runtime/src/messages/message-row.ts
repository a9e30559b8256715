import type { entities } from '../db';

/** A message without its content: what lists show. */
export type MessageSummary = Omit<entities.Message, 'html' | 'text' | 'draft' | 'judgement' | 'leaseOwner'>;

/** For a SELECT or RETURNING: the names of the entity, the same on SQLite and Postgres. */
export const SUMMARY_COLUMNS = `id, workspace, execution, workflow, node, visit, item, contact, channel, purpose, sender,
  recipient, reply_to AS "replyTo", locale, subject, verdict, reason, status, provider,
  provider_message_id AS "providerMessageId", error_code AS "errorCode", error, attempts, due_at AS "dueAt",
  created_at AS "createdAt", sent_at AS "sentAt", reason_code AS "reasonCode", on_cap AS "onCap", on_closed AS "onClosed",
  defer_at_most AS "deferAtMost", deferred_at AS "deferredAt", cleared_at AS "clearedAt", delivery`;

export const MESSAGE_COLUMNS = `${SUMMARY_COLUMNS}, html, text, draft, judgement`;
