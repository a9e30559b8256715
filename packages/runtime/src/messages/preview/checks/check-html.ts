import type { RenderedEmail } from '../../render';
import type { Finding } from './finding';
import { SPAM_WORDS } from './spam-words';

/** Gmail shows no more of a mail's HTML than this, and hides the footer with the rest. */
const GMAIL_CLIPS_AT = 102 * 1024;

interface Checked {
  readonly purpose: 'promotional' | 'transactional';
  readonly preferencesUrl: string | undefined;
}

/** What can be said about a mail as it would go out. */
export function checkHtml(mail: RenderedEmail, { purpose, preferencesUrl }: Checked): Finding[] {
  const { language, html } = mail;
  const findings: Finding[] = [];
  const find = (check: Finding['check'], level: Finding['level'], message: string): void => {
    findings.push({ check, level, language, message });
  };
  for (const href of new Set(attributesOf(html, 'a', 'href'))) {
    if (!isLink(href)) find('linkBroken', 'error', `A link leads to "${href}", which is no address.`);
  }
  const images = tagsOf(html, 'img');
  const silent = images.filter((tag) => attributeOf(tag, 'alt') === undefined).length;
  if (silent > 0)
    find('imageWithoutAlt', 'warning', `${silent} of ${images.length} images say nothing where images are off.`);
  const bytes = Buffer.byteLength(html);
  if (bytes > GMAIL_CLIPS_AT) {
    find('tooLarge', 'warning', `It has ${Math.ceil(bytes / 1024)} kB. Gmail clips mails at 102 kB, footer and all.`);
  }
  for (const word of spamWordsIn(mail)) find('spamWord', 'warning', `Filters weigh "${word}".`);
  if (purpose === 'promotional' && preferencesUrl !== undefined && !unescaped(html).includes(preferencesUrl)) {
    find('unsubscribeMissing', 'error', 'There is no link to unsubscribe: use the layout, or name {{preferencesUrl}}.');
  }
  return findings;
}

function spamWordsIn({ subject, text, language }: RenderedEmail): string[] {
  const all = `${subject} ${text}`.toLowerCase().replace(/\s+/g, ' ');
  const words = SPAM_WORDS[language.split('-')[0] ?? ''] ?? [];
  return words.filter((word) => all.includes(word));
}

const isLink = (href: string): boolean =>
  href.startsWith('#') || (URL.canParse(href) && /^(https?|mailto|tel|sms):$/.test(new URL(href).protocol));

const tagsOf = (html: string, name: string): string[] =>
  [...html.replace(/<!--[\s\S]*?-->/g, '').matchAll(new RegExp(`<${name}\\s[^>]*>`, 'gi'))].map(([tag]) => tag);

const attributesOf = (html: string, tag: string, name: string): string[] =>
  tagsOf(html, tag).flatMap((text) => attributeOf(text, name) ?? []);

function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match ? unescaped(match[1] ?? match[2] ?? match[3] ?? '').trim() : undefined;
}

const unescaped = (text: string): string =>
  text.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCharCode(Number(code))).replaceAll('&amp;', '&');
