import type { LocalizedContent } from '../../messages';
import { mailButton } from './mail-button';

/**
 * The mail that asks whether an address is that of whoever filled in a form. It quotes nothing that was typed there: somebody
 * else may have typed it. `{{formTitle}}` is the operator's.
 */
export const CONFIRMATION_MAIL: readonly LocalizedContent[] = [
  {
    language: 'en',
    subject: 'Please confirm your e-mail address',
    body: `<p>Hello,</p>
<p>this address was entered in the form “{{formTitle}}”. Was it you? Then please confirm{{#if hasDownload}}, and the download is yours{{/if}}:</p>
${mailButton('Confirm my address')}
<p>The link works for {{days}} days. If it was not you, there is nothing to do: without your confirmation nothing is kept of it.</p>`,
  },
  {
    language: 'he',
    subject: 'אישור כתובת הדוא״ל שלך',
    body: `<p>שלום,</p>
<p>הכתובת הזו הוזנה בטופס „{{formTitle}}”. אם זה נעשה על ידך, נשאר רק לאשר{{#if hasDownload}}, וההורדה תיפתח{{/if}}:</p>
${mailButton('אישור הכתובת')}
<p>הקישור תקף ל־{{days}} ימים. אם זה לא נעשה על ידך, אין צורך לעשות דבר: ללא אישור שום פרט לא ייכנס לתוקף.</p>`,
  },
  {
    language: 'ar',
    subject: 'يرجى تأكيد عنوان بريدكم الإلكتروني',
    body: `<p>مرحبًا،</p>
<p>أُدخل هذا العنوان في النموذج «{{formTitle}}». إذا كنتم أنتم من فعل ذلك، يرجى التأكيد{{#if hasDownload}} ليصبح التنزيل متاحًا لكم{{/if}}:</p>
${mailButton('تأكيد العنوان')}
<p>الرابط صالح لمدة {{days}} أيام. إذا لم تكونوا أنتم من فعل ذلك، فلا حاجة إلى فعل أي شيء: لا يُعتمد شيء دون تأكيدكم.</p>`,
  },
];
