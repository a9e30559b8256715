import { readSuppression, type Circumstances } from '../consent';
import { attributesOf, contactSnapshot, findContactByEmail, type Attribute, type Contact } from '../contacts';
import type { Transaction } from '../db';
import { days, hours } from '../shared';
import { applySubmission } from './apply-submission';
import type { Form } from './form';
import { countAtForm } from './form-counts';
import { formSnapshot } from './form-snapshot';
import type { Stamp } from './form-stamps';
import type { Answers, GivenConsent } from './read-answers';
import { recordGranted, recordPending } from './record-form-consents';
import type { SubmissionDependencies } from './submission-dependencies';
import { countRecent, findByNonce, insertSubmission, type Submission } from './submission-row';

/** What somebody sent who may be a person. */
export interface SentForm {
  readonly form: Form;
  readonly answers: Answers;
  readonly consents: readonly GivenConsent[];
  readonly stamp: Stamp;
  readonly circumstances: Circumstances;
}

/** `taken` says nothing of what became of it: the page is the same for every address. `used`: the page was sent before. */
export type Taken = 'taken' | 'used';

/** For how long a link to confirm opens. */
export const CONFIRMABLE_FOR = days(7);
/** Mails that an address gets in a day before somebody confirms one of them: a form is no means to bomb a mailbox. */
const MOST_UNCONFIRMED = 3;
/** Submissions of an address in a day, confirmed or not: a journey may write for each of them. */
const MOST_A_DAY = 10;
const DAY = hours(24);

/** Stores what somebody sent, and asks them to confirm it or makes it count at once. */
export async function takeSubmission(
  tx: Transaction,
  { form, answers, consents, stamp, circumstances }: SentForm,
  dependencies: SubmissionDependencies,
): Promise<Taken> {
  const { clock, publish, changed } = dependencies;
  const [now, workspace] = [clock.now(), form.workspace];
  const address = answers.email ?? answers.phone ?? '';
  const before = await findByNonce(tx, form.id, stamp.nonce);
  if (before) return before.address === address ? 'taken' : 'used';
  // Who asked to be forgotten is: neither a mail nor a row comes of it when somebody types their address.
  const channel = answers.email === undefined ? 'sms' : 'email';
  if ((await readSuppression(tx, { workspace, channel, address })) === 'erased') return 'taken';

  const attributes = await attributesOf(tx, workspace);
  const contact = await findOrCreate(tx, { form, answers, stamp, attributes }, dependencies);
  await tx.lockContact(contact.id);
  const recent = await countRecent(tx, contact.id, now - DAY.milliseconds);
  if (recent.all >= MOST_A_DAY || recent.unconfirmed >= MOST_UNCONFIRMED) return 'taken';
  const { ip, userAgent } = circumstances;
  const submission = await insertSubmission(tx, {
    ...{ workspace, form: form.id, contact: contact.id, language: stamp.language, address, answers, consents, ip },
    status: form.confirm ? 'pending' : 'done',
    nonce: stamp.nonce,
    proof: { version: stamp.version, page: stamp.page ?? null, userAgent },
    submittedAt: now,
    confirmedAt: null,
  });
  const said = { form, submission, contact: contact.id, now, changed };
  let known = contact;
  if (form.confirm) {
    await recordPending(tx, said);
    await ask(tx, said, dependencies);
  } else {
    known = await applySubmission(tx, { form, submission, writer: dependencies.writer, attributes });
    await recordGranted(tx, said);
  }
  const payload = { contact: contactSnapshot(known), form: formSnapshot(form, submission) };
  await publish(tx, { workspace, type: 'form.submitted', contact: contact.id, payload });
  await countAtForm(tx, { form: form.id, workspace, now }, { submissions: 1 });
  return 'taken';
}

/** By the address alone: nothing else that was typed counts yet. The language is that of somebody new. */
async function findOrCreate(
  tx: Transaction,
  {
    form,
    answers: { email, phone },
    stamp,
    attributes,
  }: Pick<SentForm, 'form' | 'answers' | 'stamp'> & { readonly attributes: readonly Attribute[] },
  { writer }: SubmissionDependencies,
): Promise<Contact> {
  const isKnown = email !== undefined && (await findContactByEmail(tx, form.workspace, email)) !== undefined;
  const identity = email === undefined ? { phone } : { email };
  const request = isKnown ? identity : { ...identity, locale: stamp.language };
  return (await writer.upsertIn(tx, form.workspace, request, { joins: false, attributes })).contact;
}

async function ask(
  tx: Transaction,
  { form, submission, contact }: { form: Form; submission: Submission; contact: number },
  { links, sendConfirmation }: SubmissionDependencies,
): Promise<void> {
  const url = links.confirmation(submission.id);
  await sendConfirmation(tx, { form, submission, contact, url, days: CONFIRMABLE_FOR.milliseconds / DAY.milliseconds });
}
