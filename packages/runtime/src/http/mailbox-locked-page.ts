import { directionOf, type PageLanguage } from '../messages';

interface Texts {
  readonly title: string;
  readonly why: string;
  readonly how: string;
  readonly where: string;
  readonly wrong: string;
}

const TEXTS: Readonly<Record<PageLanguage, Texts>> = {
  en: {
    title: 'The mailbox is locked',
    why: 'It shows messages to customers, so it opens without a key only on the machine that the server runs on.',
    how: 'Add the API key to the address once:',
    where: 'The key is AFTERCART_API_KEY, or else in the file api-key of the data folder.',
    wrong: 'That key is not the one of this server.',
  },
  he: {
    title: 'תיבת הדואר נעולה',
    why: 'היא מציגה הודעות ללקוחות, ולכן היא נפתחת בלי מפתח רק במחשב שהשרת פועל עליו.',
    how: 'הוסיפו פעם אחת את מפתח ה-API לכתובת:',
    where: 'המפתח הוא AFTERCART_API_KEY, ואם לא הוגדר – בקובץ api-key שבתיקיית הנתונים.',
    wrong: 'המפתח הזה אינו של השרת הזה.',
  },
  ar: {
    title: 'صندوق البريد مقفل',
    why: 'يعرض رسائل موجّهة إلى العملاء، لذلك لا يُفتح دون مفتاح إلا على الجهاز الذي يعمل عليه الخادم.',
    how: 'أضف مفتاح API إلى العنوان مرة واحدة:',
    where: 'المفتاح هو AFTERCART_API_KEY، وإن لم يُحدَّد فهو في الملف api-key داخل مجلد البيانات.',
    wrong: 'هذا المفتاح ليس مفتاح هذا الخادم.',
  },
};

/** Says why the mailbox does not open, and how it does. */
export function mailboxLockedPage(language: PageLanguage, isKeyWrong: boolean): string {
  const texts = TEXTS[language];
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${texts.title}</title>
<style>:root { color-scheme: light dark } body { font: 16px/1.6 system-ui, Arial, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem } code { background: color-mix(in srgb, currentColor 12%, transparent); padding: .15em .4em; border-radius: .3em }
.wrong { color: light-dark(#a3191f, #ff9c9c); font-weight: 600 }</style>
</head>
<body>
<h1>${texts.title}</h1>
${isKeyWrong ? `<p class="wrong">${texts.wrong}</p>` : ''}
<p>${texts.why}</p>
<p>${texts.how} <code dir="ltr">/mailbox?key=…</code></p>
<p>${texts.where}</p>
</body>
</html>
`;
}
