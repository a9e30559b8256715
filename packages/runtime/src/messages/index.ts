export { BrandStore, FONTS, LABELLED, parseBrand, SOCIAL_NETWORKS, type Brand, type StoredBrand } from './brand';
export type { EmailProvider, OutgoingEmail } from './channels/email/email-provider';
export { MailboxProvider } from './channels/email/mailbox';
export {
  ProviderMisconfiguredError,
  ProviderPermanentError,
  ProviderTemporaryError,
} from './channels/email/provider-errors';
export { MessagePreviews, type Finding, type Preview, type PreviewRequest } from './preview';
export { queueConfirmation } from './queue-confirmation';
export { SmtpProvider, type SmtpOptions } from './channels/email/smtp';
export { composeEmail, type ComposeDependencies, type ComposedMessage } from './compose-email';
export { checkSender, isDeliverableAddress } from './email-address';
export type { EmailRequest, LocalizedContent, MessageReceipt } from './email-request';
export { HandOverJournal } from './hand-over-journal';
export { insertMessage, type MessageOrigin } from './insert-message';
export type { MessageSummary } from './message-row';
export { MessageWriter, type WriteDependencies } from './message-writer';
export { MessageStore, type MessagePage, type MessageQuery } from './message-store';
export { mailboxPage, type MailboxPageOptions } from './mailbox-page';
export type { PageLanguage } from './mailbox-texts';
export { Outbox, type OutboxOptions, type SentMessage } from './outbox';
export { SharedContents } from './shared-contents';
export type { Objection } from './sql/object-to-message';
export { TemplateStore, type MessageTemplate, type TemplateVersion } from './templates';
export {
  canonicalLanguage,
  directionOf,
  escapeHtml,
  LAYOUTS,
  type Layout,
  plainData,
  renderEmail,
  type RenderedEmail,
  type RenderRequest,
} from './render';
