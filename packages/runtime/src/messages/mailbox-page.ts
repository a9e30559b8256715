import type { entities } from '../db';
import { parseSender } from './email-address';
import type { MessageSummary } from './message-row';
import { MAILBOX_STYLE } from './mailbox-style';
import { MAILBOX_TEXTS, type MailboxTexts, type PageLanguage } from './mailbox-texts';
import { reasonText } from './reason-texts';
import { canonicalLanguage, directionOf, escapeHtml } from './render';

export interface MailboxPageOptions {
  /** Newest first. */
  readonly messages: readonly MessageSummary[];
  /** The message that is open. */
  readonly shown?: entities.Message;
  readonly language: PageLanguage;
  /** Of the list: shows a link to older messages. */
  readonly nextCursor?: string | null;
  /** IANA zone that instants are shown in; UTC where left out. */
  readonly timeZone?: string;
}

/**
 * The built-in mailbox as a page: what was written to whom, and what became of it. Needs no script. Its links are
 * relative: `?message=<id>`, `?cursor=<cursor>`, both with `lang=<language>`. A mail is shown in a frame that can
 * run nothing and has no access to the page.
 */
export function mailboxPage({ messages, shown, language, nextCursor, timeZone = 'UTC' }: MailboxPageOptions): string {
  const texts = MAILBOX_TEXTS[language];
  const view: View = { texts, language, format: new Intl.DateTimeFormat(language, { ...INSTANT, timeZone }) };
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(shown ? `${shown.subject} · ${texts.title}` : texts.title)}</title>
<link rel="icon" href="data:,">
<style>${MAILBOX_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(texts.title)}</h1>
<p class="intro">${escapeHtml(texts.intro)}</p>
${shown ? openMessage(shown, view) : ''}
<div class="card">${messages.length === 0 ? emptyList(texts) : table(messages, view, shown?.id)}</div>
${nextCursor ? `<p class="more">${link({ cursor: nextCursor }, texts.older, language)}</p>` : ''}
</main>
</body>
</html>
`;
}

interface View {
  readonly texts: MailboxTexts;
  readonly language: PageLanguage;
  readonly format: Intl.DateTimeFormat;
}

const INSTANT = { dateStyle: 'medium', timeStyle: 'short' } as const;

const emptyList = (texts: MailboxTexts): string => `<p class="empty">${escapeHtml(texts.empty)}</p>`;

function table(messages: readonly MessageSummary[], view: View, shown: string | undefined): string {
  const { texts } = view;
  const columns = {
    when: texts.when,
    to: texts.recipient,
    subject: texts.subject,
    state: texts.status,
    why: texts.verdict,
  };
  const heads = Object.entries(columns).map(
    ([name, head]) => `<th scope="col" class="${name}">${escapeHtml(head)}</th>`,
  );
  return `<table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${messages.map((message) => row(message, view, message.id === shown)).join('\n')}
</tbody>
</table>`;
}

function row(message: MessageSummary, view: View, isShown: boolean): string {
  const { texts, language } = view;
  const subject = link({ message: message.id }, message.subject || '—', language, isShown);
  return `<tr${isShown ? ' class="shown"' : ''}>
<td class="when" dir="auto">${time(message, view)}</td>
<td class="to" dir="auto">${escapeHtml(message.recipient || '—')}</td>
<td class="subject" dir="auto" lang="${languageOf(message)}">${subject}</td>
<td dir="auto">${status(message, texts)}${message.error ? `<span class="error" dir="auto">${escapeHtml(message.error)}</span>` : ''}</td>
<td dir="auto">${escapeHtml(texts.verdicts[message.verdict] ?? message.verdict)}${why(message, language)}</td>
</tr>`;
}

/** In the reader's language first, then as the rule put it, with what it saw. */
function why(message: MessageSummary, language: PageLanguage): string {
  const text = reasonText(message, language);
  const words = text === undefined ? '' : `<span class="why">${escapeHtml(text)}</span>`;
  return `${words}<span class="why" dir="auto" lang="en">${escapeHtml(message.reason)}</span>`;
}

function openMessage(message: entities.Message, view: View): string {
  const { texts, language } = view;
  return `<p>${link({}, texts.back, language)}</p>
<article class="card message">
<header>
${status(message, texts)}
<h2 dir="auto" lang="${languageOf(message)}">${escapeHtml(message.subject)}</h2>
<dl class="facts">
<div><dt>${escapeHtml(texts.from)}</dt> <dd>${sender(message.sender)}</dd></div>
<div><dt>${escapeHtml(texts.recipient)}</dt> <dd><bdi>${escapeHtml(message.recipient || '—')}</bdi></dd></div>
<div><dt>${escapeHtml(texts.when)}</dt> <dd>${time(message, view)}</dd></div>
<div><dt>${escapeHtml(texts.verdict)}</dt> <dd>${escapeHtml(texts.verdicts[message.verdict] ?? message.verdict)}${why(message, language)}</dd></div>
</dl>
${message.error ? `<p class="error" dir="auto">${escapeHtml(message.error)}</p>` : ''}
</header>
<iframe sandbox referrerpolicy="no-referrer" title="${escapeHtml(texts.preview)}" srcdoc="${escapeHtml(message.html)}"></iframe>
<details><summary>${escapeHtml(texts.plainText)}</summary><pre dir="auto" lang="${languageOf(message)}">${escapeHtml(message.text)}</pre></details>
</article>`;
}

/** Name and address each in their own direction. */
function sender(text: string): string {
  const { name, address } = parseSender(text);
  if (name === '') return `<bdi>${escapeHtml(address)}</bdi>`;
  return `<bdi>${escapeHtml(name)}</bdi> <bdi dir="ltr">&lt;${escapeHtml(address)}&gt;</bdi>`;
}

function status(message: MessageSummary, texts: MailboxTexts): string {
  const name = texts.statuses[message.status] ?? message.status;
  return `<span class="status ${escapeHtml(message.status)}">${escapeHtml(name)}</span>`;
}

function time({ sentAt, createdAt }: MessageSummary, { format }: View): string {
  const instant = new Date(sentAt ?? createdAt);
  return `<time datetime="${instant.toISOString()}">${escapeHtml(format.format(instant))}</time>`;
}

function link(parameters: Record<string, string>, text: string, language: PageLanguage, isCurrent = false): string {
  const query = new URLSearchParams({ ...parameters, lang: language });
  const current = isCurrent ? ' aria-current="true"' : '';
  return `<a href="?${escapeHtml(query.toString())}"${current}>${escapeHtml(text)}</a>`;
}

const languageOf = (message: MessageSummary): string => escapeHtml(canonicalLanguage(message.locale) ?? 'en');
