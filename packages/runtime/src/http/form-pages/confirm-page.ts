import { languagesOf, textsOf, type ConfirmationView } from '../../forms';
import { escapeHtml } from '../../messages';
import { formFrame, paragraphs, type FormView } from './page-frame';
import { FORM_TEXTS } from './texts';

/** Asks to confirm: a mail scanner that follows the link has not said yes. */
export function confirmPage({ form }: ConfirmationView, view: FormView): string {
  const { confirmTitle, confirmIntro, confirm } = FORM_TEXTS[view.language];
  const [before = '', after = ''] = confirmIntro.split('{title}');
  const name = `<bdi>${escapeHtml(textsOf(form, view.language).title)}</bdi>`;
  return formFrame(form, view, {
    title: confirmTitle,
    content: `<p>${escapeHtml(before)}${name}${escapeHtml(after)}</p>
<form method="post" action="?lang=${view.language}"><div class="actions"><button type="submit">${escapeHtml(confirm)}</button></div></form>`,
    languages: languagesOf(form).map((language) => ({ language, href: `?lang=${language}` })),
  });
}

/** They have confirmed: what they signed up for is theirs. */
export function confirmedPage({ form, gift }: ConfirmationView, view: FormView): string {
  const texts = FORM_TEXTS[view.language];
  const own = textsOf(form, view.language);
  const download =
    gift === undefined
      ? ''
      : downloadForm({ action: new URL(gift.url).pathname, label: texts.download, language: view.language });
  return formFrame(form, view, {
    title: own.confirmedTitle ?? texts.confirmedTitle,
    content: `<div role="status">${paragraphs(own.confirmed ?? texts.confirmed)}</div>${download}`,
    languages: languagesOf(form).map((language) => ({ language, href: `?lang=${language}` })),
  });
}

/** A download begins with a button, so that only people count as having wanted it. */
export function downloadForm({
  action,
  label,
  language,
}: Readonly<Record<'action' | 'label' | 'language', string>>): string {
  return `\n<form method="post" action="${escapeHtml(action)}?lang=${language}"><div class="actions"><button type="submit">${escapeHtml(label)}</button></div></form>`;
}
