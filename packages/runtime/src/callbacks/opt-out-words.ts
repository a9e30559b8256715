/** Count wherever they stand first: nobody begins a friendly answer with them. */
const PLAIN = [
  'stop',
  'unsubscribe',
  'stopall',
  'הסר',
  'הסירו',
  'הסרה',
  'הסירי',
  'הסירני',
  'الغاء',
  'اوقف',
  'ايقاف',
  'توقف',
];
/** Count only alone: "end of the week is fine" refuses nothing. */
const ALONE = ['quit', 'end', 'cancel', 'optout', 'opt out', 'revoke', 'די'];

/** Whether an answer says that its writer wants no more messages, in English, Hebrew or Arabic. */
export function isOptOut(text: string): boolean {
  const words = normalize(text);
  const [first = ''] = words.split(' ');
  return ALONE.includes(words) || PLAIN.includes(first);
}

/** Lower case, without vowel signs, punctuation and the forms that Arabic letters have. */
function normalize(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
