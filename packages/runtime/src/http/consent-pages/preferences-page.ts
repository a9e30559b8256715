import type { PreferencesView } from '../../consent';
import { escapeHtml, type PageLanguage } from '../../messages';
import { consentPage } from './page';
import { CONSENT_TEXTS } from './texts';
import { withAddress } from './with-address';

/** The page on which a contact decides what they get. */
export function preferencesPage(
  view: PreferencesView,
  language: PageLanguage,
  { isSaved }: { isSaved: boolean },
): string {
  const texts = CONSENT_TEXTS[language];
  const boxes = view.channels.map(
    ({
      channel,
      isAllowed,
    }) => `<label class="choice"><input type="checkbox" name="channel" value="${channel}"${isAllowed ? ' checked' : ''}>
<span><strong>${escapeHtml(texts.channels[channel])}</strong><span>${escapeHtml(texts.channelHints[channel])}</span></span></label>`,
  );
  return consentPage(
    language,
    texts.title,
    `${isSaved ? `<p class="saved" role="status">${escapeHtml(texts.saved)}</p>` : ''}
<p>${withAddress(texts.intro, view.email)}</p>
<form method="post" action="?lang=${language}">
<fieldset>
<legend>${escapeHtml(texts.legend)}</legend>
${boxes.join('\n')}
</fieldset>
<p class="soft">${escapeHtml(texts.always)}</p>
<div class="actions">
<button type="submit">${escapeHtml(texts.save)}</button>
<button type="submit" name="leave" value="all" class="plain">${escapeHtml(texts.leaveAll)}</button>
</div>
</form>`,
  );
}

/** What the contact agreed to on the page, for the evidence. */
export function wordingOf(language: PageLanguage, channels: readonly string[]): string {
  const hints: Readonly<Record<string, string>> = CONSENT_TEXTS[language].channelHints;
  return channels.map((channel) => hints[channel]).join(' ');
}
