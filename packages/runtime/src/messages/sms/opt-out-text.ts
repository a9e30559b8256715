/** How whoever gets an advertisement says that they want no more of them: by an answer, as the law of some countries wants. */
const OPT_OUT_TEXTS: Readonly<Record<string, string>> = {
  en: 'Reply STOP to unsubscribe',
  he: 'להסרה השיבו הסר',
  ar: 'لإلغاء الاشتراك أرسل إلغاء',
};

/** In the message's language, in English where it is none of ours. */
export function optOutText(language: string): string {
  return OPT_OUT_TEXTS[language.split('-')[0] ?? ''] ?? 'Reply STOP to unsubscribe';
}
