import type { LocalizedContent } from './email-request';

/**
 * The mail that asks whether somebody who gave this address wants to be written to. It advertises nothing: who did not
 * ask for it must be able to ignore it. The link is `{{confirmUrl}}`, how long it opens `{{days}}`.
 */
export const CONFIRMATION_EMAIL: readonly LocalizedContent[] = [
  {
    language: 'en',
    subject: 'Please confirm your subscription',
    body: `<p>Hello{{#if contact.firstName}} {{contact.firstName}}{{/if}},</p>
<p>this address was entered to get news and offers by e-mail. Was it you? Then please confirm:</p>
<p><a href="{{confirmUrl}}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#1257b8;color:#ffffff;text-decoration:none;font-weight:bold">Confirm subscription</a></p>
<p>The link works for {{days}} days. If it was not you, there is nothing to do: without your confirmation we do not write.</p>`,
  },
  {
    language: 'he',
    subject: 'אישור ההרשמה שלך',
    body: `<p>שלום{{#if contact.firstName}} {{contact.firstName}}{{/if}},</p>
<p>הכתובת הזו הוזנה לקבלת חדשות והצעות בדוא״ל. אם ההרשמה בוצעה על ידך, נשאר רק לאשר:</p>
<p><a href="{{confirmUrl}}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#1257b8;color:#ffffff;text-decoration:none;font-weight:bold">אישור ההרשמה</a></p>
<p>הקישור תקף ל־{{days}} ימים. אם ההרשמה לא בוצעה על ידך, אין צורך לעשות דבר: ללא אישור לא נשלח הודעות.</p>`,
  },
  {
    language: 'ar',
    subject: 'يرجى تأكيد اشتراككم',
    body: `<p>مرحبًا{{#if contact.firstName}} {{contact.firstName}}{{/if}}،</p>
<p>أُدخل هذا العنوان لتلقي الأخبار والعروض عبر البريد الإلكتروني. إذا كنتم أنتم من طلب ذلك، يرجى التأكيد:</p>
<p><a href="{{confirmUrl}}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#1257b8;color:#ffffff;text-decoration:none;font-weight:bold">تأكيد الاشتراك</a></p>
<p>الرابط صالح لمدة {{days}} أيام. إذا لم تكونوا أنتم من طلب ذلك، فلا حاجة إلى فعل أي شيء: لن نراسلكم دون تأكيد.</p>`,
  },
];
