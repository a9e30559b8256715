import type { FormDefinition, FormDraft } from './form';

/** The definition with a default in place of what the draft leaves out. */
export function completeDraft(draft: FormDraft): FormDefinition {
  const { name: _name, design = {}, ...given } = draft;
  const [first = 'en'] = Object.keys(given.texts) as Array<keyof typeof given.texts>;
  return {
    language: first,
    consents: [],
    lists: [],
    tags: [],
    confirm: true,
    magnet: null,
    sendsDownload: true,
    country: null,
    redirectUrl: null,
    privacyUrl: null,
    embedOrigins: [],
    isOpen: true,
    ...given,
    design: { accent: null, logoUrl: null, logoText: null, ...design },
  };
}
