import { languagesOf, textsOf, type Form } from '../../forms';
import { escapeHtml } from '../../messages';
import { formFrame, paragraphs, type FormView } from './page-frame';
import { FORM_TEXTS } from './texts';

/** What everybody sees who has sent a form: the same for an address that is known and one that is not. */
export function sentPage(form: Form, view: FormView, query: URLSearchParams): string {
  const { language, isEmbedded } = view;
  const texts = FORM_TEXTS[language];
  const own = textsOf(form, language);
  const title = own.thanksTitle ?? (form.confirm ? texts.checkMailTitle : texts.thanksTitle);
  const said = own.thanks ?? (form.confirm ? texts.checkMail : texts.thanks);
  // Inside of a page the way on is a link, which our script on that page follows by itself.
  const goesOn = isEmbedded && form.redirectUrl !== null;
  const target = escapeHtml(form.redirectUrl ?? '');
  const link = `\n<div class="actions"><a class="button" href="${target}" target="_top">${escapeHtml(texts.goOn)}</a></div>`;
  return formFrame(form, view, {
    title,
    content: `<div role="status">${paragraphs(said)}</div>${goesOn ? link : ''}`,
    attributes: `data-sent${goesOn ? ` data-redirect="${target}"` : ''}`,
    languages: languagesOf(form).map((each) => {
      const address = new URLSearchParams([['lang', each], ['sent', '1'], ...query]);
      return { language: each, href: `?${address.toString()}` };
    }),
  });
}

/** The form takes no more. */
export function closedPage(form: Form, view: FormView): string {
  const { closedTitle, closed } = FORM_TEXTS[view.language];
  return formFrame(form, view, { title: closedTitle, content: `<p>${escapeHtml(closed)}</p>` });
}
