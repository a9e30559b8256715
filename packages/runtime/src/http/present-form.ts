import type { attributesOf } from '../contacts';
import { resolveFields, type Form, type FormCounts, type FormLinks, type Submission } from '../forms';
import { embedSnippets } from './form-pages/embed-snippets';
import { toIso, toIsoOrNull } from './iso';

interface Around {
  readonly counts: FormCounts;
  readonly links: FormLinks;
  readonly attributes: Awaited<ReturnType<typeof attributesOf>>;
}

/** A form as the API shows it. */
export function presentForm(form: Form, { counts, links, attributes }: Around) {
  const { workspace: _workspace, createdAt, updatedAt, ...rest } = form;
  const url = links.page(form.id);
  return {
    ...rest,
    url,
    embed: embedSnippets(form, { url, script: links.embedScript, fields: resolveFields(form.fields, attributes) }),
    counts,
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  };
}

export function presentSubmission(submission: Submission) {
  const { id, contact, status, language, answers, consents, ip, proof, submittedAt, confirmedAt } = submission;
  return {
    ...{ id, contact, status, language, answers, consents, ip },
    page: typeof proof.page === 'string' ? proof.page : null,
    submittedAt: toIso(submittedAt),
    confirmedAt: toIsoOrNull(confirmedAt),
  };
}
