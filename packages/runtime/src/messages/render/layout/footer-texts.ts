import { baseLanguage } from '../language';

interface FooterTexts {
  /** Names the link that opens the contact's preferences, where the mail is promotional. */
  readonly unsubscribe: string;
  /** The same in a mail about an order or an account. */
  readonly preferences: string;
}

const ENGLISH: FooterTexts = { unsubscribe: 'Unsubscribe or change what you get', preferences: 'What you get from us' };

const TEXTS: Readonly<Record<string, FooterTexts>> = {
  en: ENGLISH,
  he: { unsubscribe: 'הסרה מרשימת התפוצה או שינוי העדפות', preferences: 'העדפות הדיוור שלך' },
  ar: { unsubscribe: 'إلغاء الاشتراك أو تغيير التفضيلات', preferences: 'تفضيلات الرسائل' },
};

/** English where there is no text in the language. */
export const footerTexts = (language: string): FooterTexts => TEXTS[baseLanguage(language)] ?? ENGLISH;
