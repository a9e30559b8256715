export { checkSenderAddress, isReplyCapable } from './check-sender-address';
export { chooseSender, type ChosenSender } from './choose-sender';
export type { NewSender, Sender, SenderChanges, SenderPurpose } from './sender';
export { SenderClients, type SenderClient } from './sender-clients';
export { decryptSettings, encryptSettings } from './sender-secrets';
export { SenderStore, type SenderStoreDependencies } from './sender-store';
export { callbackUrlOf } from './callback-url';
export { SenderTest } from './sender-test';
