/** The languages that the mailbox page is written in. */
export type PageLanguage = 'en' | 'he' | 'ar';

export interface MailboxTexts {
  readonly title: string;
  readonly intro: string;
  readonly empty: string;
  readonly when: string;
  readonly recipient: string;
  readonly subject: string;
  readonly status: string;
  readonly verdict: string;
  readonly back: string;
  readonly older: string;
  readonly from: string;
  readonly plainText: string;
  readonly preview: string;
  readonly statuses: Readonly<Record<string, string>>;
  readonly verdicts: Readonly<Record<string, string>>;
}

export const MAILBOX_TEXTS: Readonly<Record<PageLanguage, MailboxTexts>> = {
  en: {
    title: 'Mailbox',
    intro: 'Every message that was written, with what became of it.',
    empty: 'No messages yet. As soon as a journey writes to a contact, the message shows here.',
    when: 'When',
    recipient: 'To',
    subject: 'Subject',
    status: 'Status',
    verdict: 'Decision',
    back: 'All messages',
    older: 'Older messages',
    from: 'From',
    plainText: 'Text part',
    preview: 'The message as it looks',
    statuses: {
      queued: 'Queued',
      sending: 'Being sent',
      sent: 'Sent',
      failed: 'Failed',
      uncertain: 'Uncertain',
      skipped: 'Not sent',
    },
    verdicts: { send: 'Send', defer: 'Later', skip: 'Skip' },
  },
  he: {
    title: 'תיבת דואר',
    intro: 'כל ההודעות שנכתבו, ומה עלה בגורלן.',
    empty: 'אין עדיין הודעות. ברגע שמסע יכתוב לאיש קשר, ההודעה תופיע כאן.',
    when: 'מתי',
    recipient: 'אל',
    subject: 'נושא',
    status: 'מצב',
    verdict: 'החלטה',
    back: 'כל ההודעות',
    older: 'הודעות ישנות יותר',
    from: 'מאת',
    plainText: 'גרסת טקסט',
    preview: 'ההודעה כפי שהיא נראית',
    statuses: {
      queued: 'בתור',
      sending: 'בשליחה',
      sent: 'נשלחה',
      failed: 'נכשלה',
      uncertain: 'לא ודאי',
      skipped: 'לא נשלחה',
    },
    verdicts: { send: 'לשלוח', defer: 'מאוחר יותר', skip: 'לדלג' },
  },
  ar: {
    title: 'صندوق البريد',
    intro: 'كل الرسائل التي كُتبت وما حدث لها.',
    empty: 'لا توجد رسائل بعد. ستظهر الرسالة هنا حالما تكتب رحلة إلى جهة اتصال.',
    when: 'متى',
    recipient: 'إلى',
    subject: 'الموضوع',
    status: 'الحالة',
    verdict: 'القرار',
    back: 'كل الرسائل',
    older: 'رسائل أقدم',
    from: 'من',
    plainText: 'النسخة النصية',
    preview: 'الرسالة كما تظهر',
    statuses: {
      queued: 'في الانتظار',
      sending: 'قيد الإرسال',
      sent: 'أُرسلت',
      failed: 'فشلت',
      uncertain: 'غير مؤكدة',
      skipped: 'لم تُرسل',
    },
    verdicts: { send: 'إرسال', defer: 'لاحقًا', skip: 'تخطٍّ' },
  },
};
