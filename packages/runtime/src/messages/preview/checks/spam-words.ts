/** Words that filters are known to weigh, as they stand in a subject or a text. A short list: no filter works by words alone. */
export const SPAM_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    '100% free',
    'act now',
    'cash bonus',
    'click here',
    'double your',
    'no obligation',
    'risk free',
    'winner',
    '!!!',
    '$$$',
  ],
  he: ['זכית', 'כסף קל', 'לחצו כאן', 'ללא התחייבות', 'הלוואה מיידית', 'חינם לגמרי', '!!!'],
  ar: ['اربح الآن', 'ربحت', 'اضغط هنا', 'مجانا تماما', 'مال سهل', 'بدون التزام', '!!!'],
};
