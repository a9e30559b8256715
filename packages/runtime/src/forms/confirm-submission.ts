import type { Circumstances } from '../consent';
import { contactSnapshot } from '../contacts';
import { holdContact, type Queries, type Transaction } from '../db';
import { days } from '../shared';
import { applySubmission } from './apply-submission';
import type { Form } from './form';
import { countAtForm } from './form-counts';
import { findForm } from './form-row';
import { formSnapshot } from './form-snapshot';
import { contentFor } from './magnets/content-for';
import { findMagnet, type Magnet } from './magnets/magnet-store';
import { recordConfirmed } from './record-form-consents';
import type { SubmissionDependencies } from './submission-dependencies';
import { findSubmission, markConfirmed, type Submission } from './submission-row';
import { CONFIRMABLE_FOR } from './take-submission';

/** What a link to confirm leads to. */
export interface Confirmable {
  readonly form: Form;
  readonly submission: Submission;
}

/**
 * What the link of a mail is about; undefined where it is none of ours, too old, or the contact does not have the address
 * any more that it was sent to.
 */
export async function findConfirmable(
  queries: Queries,
  token: string,
  { links, clock }: Pick<SubmissionDependencies, 'links' | 'clock'>,
): Promise<Confirmable | undefined> {
  const id = links.readConfirmation(token);
  const submission = id === undefined ? undefined : await findSubmission(queries, id);
  if (!submission || submission.status === 'done') return undefined;
  if (clock.now() >= submission.submittedAt + CONFIRMABLE_FOR.milliseconds) return undefined;
  const form = await findForm(queries, submission.form);
  const owned = await queries.get(
    `SELECT 1 AS found FROM contact_identity WHERE workspace = ? AND kind = 'email' AND value = ? AND contact = ?`,
    [submission.workspace, submission.address, submission.contact],
  );
  return form && owned ? { form, submission } : undefined;
}

/** The address is the contact's: what they answered counts from now on. The second time changes nothing. */
export async function confirmSubmission(
  tx: Transaction,
  token: string,
  circumstances: Circumstances,
  dependencies: SubmissionDependencies,
): Promise<Confirmable | undefined> {
  const { clock, changed, publish, writer } = dependencies;
  const first = await findConfirmable(tx, token, dependencies);
  if (!first) return undefined;
  const contact = await holdContact(tx, first.submission.contact);
  // Again, now that nobody else changes it: it was confirmed, merged or erased meanwhile.
  const found = await findConfirmable(tx, token, dependencies);
  if (!found || found.submission.status === 'confirmed') return found;
  const { form } = found;
  const [now, workspace] = [clock.now(), form.workspace];
  await markConfirmed(tx, found.submission.id, now);
  const submission: Submission = { ...found.submission, status: 'confirmed', confirmedAt: now };
  const known = await applySubmission(tx, { form, submission, writer });
  await recordConfirmed(tx, { form, submission, contact, now, changed }, circumstances);
  const gift = await giftOf(tx, { form, submission, now }, dependencies);
  if (gift && form.sendsDownload) {
    const { magnet, url } = gift;
    await dependencies.sendDownload(tx, { form, submission, contact, url, days: magnet.linkDays });
  }
  const payload = {
    contact: contactSnapshot(known),
    form: formSnapshot(form, submission),
    ...(gift && { download: { id: gift.magnet.id, name: gift.magnet.name, url: gift.url } }),
  };
  await publish(tx, { workspace, type: 'form.confirmed', contact, payload });
  await countAtForm(tx, { form: form.id, workspace, now }, { confirmed: 1 });
  return { form, submission };
}

/** What somebody may download who has confirmed. */
export interface Gift {
  readonly magnet: Magnet;
  /** Our link to it. */
  readonly url: string;
  /** Where the link leads in the end, where that is elsewhere. */
  readonly leadsTo: string | null;
}

/** @returns undefined before they confirmed, and where there is nothing to give */
export async function giftOf(
  queries: Queries,
  { form, submission, now }: Confirmable & { readonly now: number },
  { links }: Pick<SubmissionDependencies, 'links'>,
): Promise<Gift | undefined> {
  if (form.magnet === null || submission.status !== 'confirmed') return undefined;
  const magnet = await findMagnet(queries, form.workspace, form.magnet);
  const content = await contentFor(queries, magnet.id, { form, language: submission.language });
  if (!content) return undefined;
  const expiresAt = now + days(magnet.linkDays).milliseconds;
  const url = links.download({ submission: submission.id, magnet: magnet.id, expiresAt });
  return { magnet, url, leadsTo: content.url };
}
