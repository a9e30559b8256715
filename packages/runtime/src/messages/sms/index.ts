export { composeSms, type ComposedSms, type SmsDependencies } from './compose-sms';
export { countSegments, type Segments, type SmsEncoding } from './count-segments';
export { knownSms } from './known-sms';
export { optOutText } from './opt-out-text';
export { previewSms, type SmsPreview } from './preview-sms';
export type { LocalizedText, SmsFigures, SmsReceipt, SmsRequest } from './sms-request';
export { smsReceipt } from './sms-receipt';
