import { escapeHtml, type PageLanguage } from '../../messages';
import { writeWallTime, type ReminderOutcome, type RemindersView, type ShownSeries } from '../../reminders';
import { contactPage } from '../contact-page';
import { PAGE_STYLE } from '../page-style';
import { REMINDER_TEXTS, type ReminderTexts } from './texts';

/** So many later reminders are told; a course of a year would fill the page. */
const LATER_SHOWN = 6;

const STYLE = `
h2 { margin: 28px 0 8px; font-size: 20px; }
ul { margin: 0 0 20px; padding-inline-start: 22px; }
.field { display: block; font-weight: 600; }
input[type=datetime-local] { display: block; width: 100%; min-height: 48px; margin: 8px 0 10px; padding: 8px 14px; border: 1px solid var(--line);
  border-radius: 10px; font: inherit; color: var(--ink); background: var(--card); }
.problem { margin: 0 0 20px; padding: 12px 16px; border-radius: 10px; color: var(--bad); background: var(--bad-fill); font-weight: 600; }
form + form { margin-top: 12px; }
form p { margin-bottom: 12px; }
`;

interface Reading {
  readonly language: PageLanguage;
  readonly texts: ReminderTexts;
  readonly timeZone: string;
  readonly now: number;
}

/**
 * The page on which a contact moves, pauses and stops reminders. Needs no script.
 * @param said what became of a change that was just asked for
 */
export function remindersPage(
  view: RemindersView,
  language: PageLanguage,
  { now, said }: { readonly now: number; readonly said?: Exclude<ReminderOutcome, 'gone'> },
): string {
  const texts = REMINDER_TEXTS[language];
  const reading = { language, texts, timeZone: view.timeZone, now };
  const several = view.series.length > 1;
  return contactPage({
    ...{ language, title: texts.title, style: PAGE_STYLE + STYLE },
    languages: (Object.keys(REMINDER_TEXTS) as PageLanguage[]).map((each) => ({
      language: each,
      href: `?lang=${each}`,
    })),
    content: `${notice(texts, said)}
<p>${escapeHtml(view.series.length > 0 ? texts.intro : texts.none)}</p>
${view.series.map((series) => section(series, reading, several)).join('\n')}`,
  });
}

function notice(texts: ReminderTexts, said: Exclude<ReminderOutcome, 'gone'> | undefined): string {
  if (said === undefined) return '';
  if (said === 'done') return `<p class="saved" role="status">${escapeHtml(texts.saved)}</p>`;
  return `<p class="problem" role="alert">${escapeHtml(texts.problems[said])}</p>`;
}

function section(series: ShownSeries, reading: Reading, hasTitle: boolean): string {
  const { texts } = reading;
  const name = series.label ?? (hasTitle ? series.name : null);
  const title = name === null ? '' : `<h2><bdi>${escapeHtml(name)}</bdi></h2>\n`;
  if (series.status === 'stopped') return `${title}<p>${escapeHtml(texts.stopped)}</p>`;
  const [next = reading.now, ...later] = series.dates;
  const isOn = series.status === 'on';
  return `${title}<p>${withDate(isOn ? texts.next : texts.paused, next, reading)}</p>
${laterOnes(later, reading)}
${moveForm(series, next, reading)}
${stopForm(series, next, reading)}`;
}

function laterOnes(later: readonly number[], reading: Reading): string {
  if (later.length === 0) return '';
  const items = later.slice(0, LATER_SHOWN).map((at) => `<li>${dateOf(at, reading)}</li>`);
  const more = later.length > LATER_SHOWN ? '<li>…</li>' : '';
  return `<p><strong>${escapeHtml(reading.texts.later)}</strong></p>\n<ul>${items.join('')}${more}</ul>`;
}

function moveForm(series: ShownSeries, next: number, { language, texts, timeZone, now }: Reading): string {
  const id = `to-${series.name}`;
  const zone = `<bdi>${escapeHtml(timeZone.replaceAll('_', ' '))}</bdi>`;
  const [before = '', after = ''] = escapeHtml(texts.zone).split('{zone}');
  const follows = series.dates.length > 1 ? `${escapeHtml(texts.movesAlong)} ` : '';
  return `<form method="post" action="?lang=${language}">
${hidden(series, next)}
<label class="field" for="${id}">${escapeHtml(texts.moveLegend)}</label>
<input type="datetime-local" id="${id}" name="to" required value="${writeWallTime(next, timeZone)}" min="${writeWallTime(now, timeZone)}" aria-describedby="${id}-hint">
<p class="soft" id="${id}-hint">${follows}${before}${zone}${after}</p>
<div class="actions"><button type="submit" name="does" value="move">${escapeHtml(series.status === 'on' ? texts.move : texts.resume)}</button></div>
</form>`;
}

/** A form of its own: whoever stops need not have a time that can be. */
function stopForm(series: ShownSeries, next: number, { language, texts }: Reading): string {
  const pause = `<button type="submit" name="does" value="pause" class="plain">${escapeHtml(texts.pause)}</button>\n`;
  return `<form method="post" action="?lang=${language}">
${hidden(series, next)}
<div class="actions">${series.status === 'on' ? pause : ''}<button type="submit" name="does" value="stop" class="plain">${escapeHtml(texts.stop)}</button></div>
</form>`;
}

const hidden = ({ name }: ShownSeries, next: number): string =>
  `<input type="hidden" name="series" value="${escapeHtml(name)}"><input type="hidden" name="seen" value="${next}">`;

function withDate(sentence: string, at: number, reading: Reading): string {
  const [before = '', after = ''] = escapeHtml(sentence).split('{date}');
  return `${before}<strong>${dateOf(at, reading)}</strong>${after}`;
}

function dateOf(at: number, { language, timeZone }: Reading): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone });
  return `<bdi>${escapeHtml(format.format(at))}</bdi>`;
}
