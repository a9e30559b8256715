import type { LocalizedContent } from '../../messages';
import { mailButton } from './mail-button';

/** Brings the link to what somebody signed up for, once they have confirmed. */
export const DOWNLOAD_MAIL: readonly LocalizedContent[] = [
  {
    language: 'en',
    subject: 'Your download: {{formTitle}}',
    body: `<p>Hello{{#if contact.firstName}} {{contact.firstName}}{{/if}},</p>
<p>thank you for confirming your address. Here is what you asked for:</p>
${mailButton('To the download')}
<p>The link works for {{days}} days.</p>`,
  },
  {
    language: 'he',
    subject: 'ההורדה שלך: {{formTitle}}',
    body: `<p>שלום{{#if contact.firstName}} {{contact.firstName}}{{/if}},</p>
<p>תודה על אישור הכתובת. הנה מה שביקשת:</p>
${mailButton('להורדה')}
<p>הקישור תקף ל־{{days}} ימים.</p>`,
  },
  {
    language: 'ar',
    subject: 'التنزيل الخاص بكم: {{formTitle}}',
    body: `<p>مرحبًا{{#if contact.firstName}} {{contact.firstName}}{{/if}}،</p>
<p>شكرًا لتأكيد عنوانكم. إليكم ما طلبتموه:</p>
${mailButton('إلى التنزيل')}
<p>الرابط صالح لمدة {{days}} أيام.</p>`,
  },
];
