import type { ConsentChannel } from '../../consent';
import type { PageLanguage } from '../../messages';

/** What the pages say on which contacts decide what they get. */
export interface ConsentTexts {
  /** Of the language itself, for the reader who looks for it. */
  readonly language: string;
  readonly otherLanguages: string;
  readonly title: string;
  /** With `{address}`. */
  readonly intro: string;
  readonly legend: string;
  readonly channels: Readonly<Record<ConsentChannel, string>>;
  readonly channelHints: Readonly<Record<ConsentChannel, string>>;
  readonly always: string;
  readonly save: string;
  readonly leaveAll: string;
  readonly saved: string;
  readonly confirmTitle: string;
  readonly confirmIntro: string;
  readonly confirm: string;
  readonly confirmedTitle: string;
  readonly confirmed: string;
  readonly unsubscribeTitle: string;
  /** With `{address}`. */
  readonly unsubscribeIntro: string;
  readonly unsubscribe: string;
  readonly unsubscribedTitle: string;
  /** With `{address}`. */
  readonly unsubscribed: string;
  readonly chooseInstead: string;
  readonly goneTitle: string;
  readonly gone: string;
}

export const CONSENT_TEXTS: Readonly<Record<PageLanguage, ConsentTexts>> = {
  en: {
    language: 'English',
    otherLanguages: 'Language',
    title: 'Your preferences',
    intro: 'Choose how you would like to get news and offers at {address}.',
    legend: 'News and offers',
    channels: { email: 'E-mail', sms: 'SMS', whatsapp: 'WhatsApp', push: 'Push messages', onsite: 'In the shop' },
    channelHints: {
      email: 'I want to get news and offers by e-mail.',
      sms: 'I want to get news and offers by SMS.',
      whatsapp: 'I want to get news and offers by WhatsApp.',
      push: 'I want to get news and offers as push messages.',
      onsite: 'I want to see offers made for me in the shop.',
    },
    always: 'Messages about your orders, such as confirmations and deliveries, reach you in any case.',
    save: 'Save',
    leaveAll: 'Unsubscribe from everything',
    saved: 'Saved. Your choice counts from now on.',
    confirmTitle: 'Confirm your subscription',
    confirmIntro: 'One click, and you will get our news and offers by e-mail. You can leave at any time.',
    confirm: 'Yes, subscribe me',
    confirmedTitle: 'Thank you!',
    confirmed: 'Your subscription is confirmed. You can close this page.',
    unsubscribeTitle: 'Unsubscribe',
    unsubscribeIntro: 'Do you no longer want to get news and offers by e-mail at {address}?',
    unsubscribe: 'Yes, unsubscribe me',
    unsubscribedTitle: 'You are unsubscribed',
    unsubscribed: 'We will send no more news and offers by e-mail to {address}.',
    chooseInstead: 'Choose what you get instead',
    goneTitle: 'This link does not work any more',
    gone: 'It is too old, or it was not copied as a whole. Please open the link in your latest message from us.',
  },
  he: {
    language: 'עברית',
    otherLanguages: 'שפה',
    title: 'ההעדפות שלך',
    intro: 'כאן בוחרים איך לקבל חדשות והצעות לכתובת {address}.',
    legend: 'חדשות והצעות',
    channels: { email: 'דוא״ל', sms: 'SMS', whatsapp: 'WhatsApp', push: 'התראות', onsite: 'באתר החנות' },
    channelHints: {
      email: 'אני רוצה לקבל חדשות והצעות בדוא״ל.',
      sms: 'אני רוצה לקבל חדשות והצעות ב־SMS.',
      whatsapp: 'אני רוצה לקבל חדשות והצעות ב־WhatsApp.',
      push: 'אני רוצה לקבל חדשות והצעות בהתראות.',
      onsite: 'אני רוצה לראות הצעות שמתאימות לי באתר החנות.',
    },
    always: 'הודעות על ההזמנות שלך, כמו אישורים ומשלוחים, יגיעו בכל מקרה.',
    save: 'שמירה',
    leaveAll: 'הסרה מכל הרשימות',
    saved: 'נשמר. הבחירה שלך בתוקף מעכשיו.',
    confirmTitle: 'אישור ההרשמה',
    confirmIntro: 'בלחיצה אחת יגיעו אליך החדשות וההצעות שלנו בדוא״ל. אפשר להסיר את ההרשמה בכל עת.',
    confirm: 'כן, אני רוצה להירשם',
    confirmedTitle: 'תודה!',
    confirmed: 'ההרשמה אושרה. אפשר לסגור את הדף.',
    unsubscribeTitle: 'הסרה מרשימת התפוצה',
    unsubscribeIntro: 'להפסיק לקבל חדשות והצעות בדוא״ל לכתובת {address}?',
    unsubscribe: 'כן, להסיר אותי',
    unsubscribedTitle: 'ההסרה בוצעה',
    unsubscribed: 'לא נשלח יותר חדשות והצעות בדוא״ל לכתובת {address}.',
    chooseInstead: 'בחירת ההודעות שיגיעו אליך',
    goneTitle: 'הקישור הזה כבר לא פעיל',
    gone: 'תוקפו פג, או שהוא לא הועתק במלואו. אפשר לפתוח את הקישור שבהודעה האחרונה שקיבלת מאיתנו.',
  },
  ar: {
    language: 'العربية',
    otherLanguages: 'اللغة',
    title: 'تفضيلاتكم',
    intro: 'اختاروا كيف تودّون تلقي الأخبار والعروض على {address}.',
    legend: 'الأخبار والعروض',
    channels: {
      email: 'البريد الإلكتروني',
      sms: 'الرسائل القصيرة',
      whatsapp: 'واتساب',
      push: 'الإشعارات',
      onsite: 'في المتجر',
    },
    channelHints: {
      email: 'أريد تلقي الأخبار والعروض عبر البريد الإلكتروني.',
      sms: 'أريد تلقي الأخبار والعروض عبر الرسائل القصيرة.',
      whatsapp: 'أريد تلقي الأخبار والعروض عبر واتساب.',
      push: 'أريد تلقي الأخبار والعروض عبر الإشعارات.',
      onsite: 'أريد رؤية عروض مناسبة لي في المتجر.',
    },
    always: 'تصلكم الرسائل المتعلقة بطلباتكم، مثل التأكيد والتوصيل، في جميع الأحوال.',
    save: 'حفظ',
    leaveAll: 'إلغاء الاشتراك من كل شيء',
    saved: 'تم الحفظ. اختياركم سارٍ من الآن.',
    confirmTitle: 'تأكيد الاشتراك',
    confirmIntro: 'بنقرة واحدة تصلكم أخبارنا وعروضنا عبر البريد الإلكتروني. يمكنكم إلغاء الاشتراك في أي وقت.',
    confirm: 'نعم، أريد الاشتراك',
    confirmedTitle: 'شكرًا لكم!',
    confirmed: 'تم تأكيد اشتراككم. يمكنكم إغلاق هذه الصفحة.',
    unsubscribeTitle: 'إلغاء الاشتراك',
    unsubscribeIntro: 'ألا تودّون بعد الآن تلقي الأخبار والعروض عبر البريد الإلكتروني على {address}؟',
    unsubscribe: 'نعم، ألغوا اشتراكي',
    unsubscribedTitle: 'تم إلغاء اشتراككم',
    unsubscribed: 'لن نرسل بعد الآن أخبارًا وعروضًا عبر البريد الإلكتروني إلى {address}.',
    chooseInstead: 'اختيار ما يصلكم بدلًا من ذلك',
    goneTitle: 'هذا الرابط لم يعد صالحًا',
    gone: 'انتهت صلاحيته، أو لم يُنسخ كاملًا. يرجى فتح الرابط في آخر رسالة وصلتكم منا.',
  },
};
