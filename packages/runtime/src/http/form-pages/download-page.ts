import { languagesOf, type Download } from '../../forms';
import { escapeHtml } from '../../messages';
import { downloadForm } from './confirm-page';
import { formFrame, type FormView } from './page-frame';
import { FORM_TEXTS } from './texts';

/** What the link in a mail opens. */
export function downloadPage({ form, content }: Download, view: FormView): string {
  const { downloadTitle, downloadIntro, download } = FORM_TEXTS[view.language];
  const what =
    content.fileName === null
      ? ''
      : `<p class="soft"><bdi dir="auto">${escapeHtml(content.fileName)}</bdi>${sizeOf(content.bytes)}</p>`;
  return formFrame(form, view, {
    title: downloadTitle,
    content: `<p>${escapeHtml(downloadIntro)}</p>${what}${downloadForm({ action: '', label: download, language: view.language })}`,
    languages: languagesOf(form).map((language) => ({ language, href: `?lang=${language}` })),
  });
}

const MIB = 1024 * 1024;

function sizeOf(bytes: number | null): string {
  if (bytes === null) return '';
  const size = bytes < MIB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MIB).toFixed(1)} MB`;
  return ` · <bdi dir="ltr">${size}</bdi>`;
}
