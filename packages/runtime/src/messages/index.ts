export {
  Arbiter,
  readJudgement,
  readSendingRules,
  replaceSendingRules,
  RULE_NAMES,
  USUAL_PRIORITY,
  type ArbiterDependencies,
  type Departure,
  type JourneyPort,
  type JourneyStanding,
  type Judgement,
  type SendingCalendar,
  type SendingRules,
} from './arbiter';
export { BrandStore, FONTS, LABELLED, parseBrand, SOCIAL_NETWORKS, type Brand, type StoredBrand } from './brand';
export type { EmailProvider, OutgoingEmail } from './channels/email/email-provider';
export { MailboxProvider } from './channels/mailbox';
export {
  MessageDeclinedError,
  ProviderMisconfiguredError,
  ProviderPermanentError,
  ProviderTemporaryError,
  RecipientUnreachableError,
  RecipientUnsubscribedError,
  TemplateFaultyError,
} from './channels/provider-errors';
export type { OutgoingMessage, Provider } from './channels/provider';
export type {
  CallbackReading,
  CallbackRequest,
  CallbackUpdate,
  DeliveryState,
  DeliveryUpdate,
  OptOutUpdate,
  ReplyUpdate,
} from './channels/provider-callback';
export { CHANNEL_PROVIDERS, providerNamed, type OutgoingByChannel, type SendingChannel } from './channels';
export type { ProviderDefinition, ProviderDependencies } from './channels/provider-definition';
export type { OutgoingSms } from './channels/sms/outgoing-sms';
export type { OutgoingWhatsapp, TemplateHeader, WhatsappTemplate } from './channels/whatsapp/outgoing-whatsapp';
export { MessagePreviews, type Finding, type Preview, type PreviewRequest } from './preview';
export { queueConfirmation } from './queue-confirmation';
export { hasAskedTracking } from './asked-tracking';
export type { DkimKey } from './channels/email/mime/dkim-signature';
export { SmtpProvider } from './channels/email/smtp';
export type { SmtpOptions } from './channels/email/smtp-options';
export { composeEmail, type ComposeDependencies, type ComposedMessage } from './compose-email';
export { addressIn, checkSender, isDeliverableAddress } from './email-address';
export type { EmailRequest, LocalizedContent, MessageReceipt } from './email-request';
export { HandOverJournal } from './hand-over-journal';
export { insertMessage, type MessageOrigin } from './insert-message';
export type { MessageSummary } from './message-row';
export { mayBePromotedTo, type AddressedChannel } from './may-be-promoted-to';
export { MessageWriter, type WriteDependencies } from './message-writer';
export { MessageStore, type MessagePage, type MessageQuery } from './message-store';
export { mailboxPage, type MailboxPageOptions } from './mailbox-page';
export type { PageLanguage } from './mailbox-texts';
export { Outbox, type FailedMessage, type OutboxOptions, type SentMessage } from './outbox';
export type { Objection } from './sql/object-to-message';
export { readMessage } from './sql/read-message';
export { SharedContents } from './shared-contents';
export type { ContactPages, PagesOf } from './template-contact';
export { TemplateStore, type MessageTemplate, type TemplateVersion } from './templates';
export {
  BrowserMessages,
  composeOnsite,
  ExpireOnsite,
  ONSITE_KINDS,
  ONSITE_MOMENTS,
  ONSITE_PLACES,
  onsiteReceipt,
  readOnsite,
  type OnsiteContent,
  type OnsiteKind,
  type OnsiteMoment,
  type OnsitePlace,
  type OnsiteReceipt,
  type OnsiteRequest,
} from './onsite';
export {
  baseLanguage,
  canonicalLanguage,
  checkContents,
  chooseLanguage,
  directionOf,
  escapeHtml,
  LAYOUTS,
  linkable,
  type BrowserText,
  type Layout,
  plainData,
  renderEmail,
  type RenderedEmail,
  type RenderRequest,
} from './render';
export {
  callbackUrlOf,
  chooseSender,
  isReplyCapable,
  SenderClients,
  SenderTest,
  SenderStore,
  type NewSender,
  type Sender,
  type SenderChanges,
} from './senders';
export {
  closeWindow,
  composeWhatsapp,
  knownWhatsapp,
  noteFaultOfMessage,
  openWindow,
  readContent,
  storeContent,
  TemplateFaults,
  whatsappReceipt,
  windowClosesAt,
  type ComposedWhatsapp,
  type TemplateFault,
  type WhatsappContent,
  type WhatsappReceipt,
  type WhatsappRequest,
} from './whatsapp';
export { MAX_ATTEMPTS, retryDelay } from './backoff';
export {
  composePush,
  devicesOf,
  PUSH_PLACES,
  PushDevices,
  pushReceipt,
  PushSenders,
  type PushContent,
  type PushReceipt,
  type PushRequest,
} from './push';
export type { OutgoingPush, PushTarget } from './channels/push/outgoing-push';
export {
  composeSms,
  countSegments,
  knownSms,
  optOutText,
  previewSms,
  smsReceipt,
  type ComposedSms,
  type SmsDependencies,
  type SmsFigures,
  type SmsPreview,
  type SmsReceipt,
  type SmsRequest,
} from './sms';
export { writtenMessage } from './written-message';
