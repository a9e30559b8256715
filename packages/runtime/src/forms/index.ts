export { completeDraft } from './complete-draft';
export { cleanText } from './clean-text';
export {
  languagesOf,
  PAGE_LANGUAGES,
  textsOf,
  type Form,
  type FormDraft,
  type FormTexts,
  type Localized,
} from './form';
export { ACCENT, readableOn } from './form-colors';
export { countsOf, daysOf, NO_COUNTS, type FormCounts } from './form-counts';
export { FormLinks } from './form-links';
export { findForm } from './form-row';
export { FormStamps, type Stamp } from './form-stamps';
export { FormStore } from './form-store';
export { FormViews } from './form-views';
export { Downloads, type Download } from './magnets/downloads';
export { attachmentHeader } from './magnets/file-name';
export { contentsOf, LARGEST_FILE, MagnetContents, type MagnetContent } from './magnets/magnet-contents';
export { MagnetStore, type Magnet } from './magnets/magnet-store';
export { queueFormConfirmation, queueFormDownload } from './mails/queue-form-mail';
export { networkOf, RateLimit } from './rate-limit';
export { consentInput, readAnswers, type AnswerProblem } from './read-answers';
export { resolveFields, type ResolvedField } from './resolve-fields';
export { submissionsOf, type Submission } from './submission-row';
export { Submissions, type ConfirmationView } from './submissions';
