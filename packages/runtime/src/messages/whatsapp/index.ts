export { composeWhatsapp, type ComposedWhatsapp, type WhatsappDependencies } from './compose-whatsapp';
export { knownWhatsapp } from './known-whatsapp';
export { outgoingWhatsappOf } from './outgoing-whatsapp-of';
export { closeWindow, openWindow, windowClosesAt } from './service-window';
export { readContent, storeContent } from './stored-content';
export { noteFaultOfMessage } from './note-fault-of-message';
export { TemplateFaults, type TemplateFault, type TemplateKey } from './template-faults';
export { whatsappReceipt } from './whatsapp-receipt';
export type { TemplateContent, WhatsappContent, WhatsappReceipt, WhatsappRequest } from './whatsapp-request';
