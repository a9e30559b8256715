import type { FormSnapshot } from '../events';
import type { Form } from './form';
import type { Submission } from './submission-row';

/** What an event and a journey see of a form and of what was answered there. */
export function formSnapshot({ id, name }: Form, submission: Submission): FormSnapshot {
  const { answers, language, status } = submission;
  return { id, name, fields: { ...answers }, language, isConfirmed: status === 'confirmed' };
}
