import { consentOf, recordConsent, type ConsentChanged, type ConsentStatement } from '../consent';
import type { Transaction } from '../db';
import type { Form } from './form';
import type { GivenConsent } from './read-answers';
import type { Submission } from './submission-row';

interface Said {
  readonly form: Form;
  readonly submission: Submission;
  readonly contact: number;
  readonly now: number;
  readonly changed: ConsentChanged;
}

/** They ticked boxes, and are asked to confirm by mail: what they said about mails is pending until then. */
export async function recordPending(tx: Transaction, said: Said): Promise<void> {
  for (const consent of said.submission.consents.filter(({ channel }) => channel === 'email')) {
    const statement = { ...statementOf(said, consent), status: 'pending', basis: 'double_opt_in' } as const;
    await recordConsent(tx, statement, said.changed);
  }
}

/** They ticked boxes at a form that asks for no confirmation. */
export async function recordGranted(tx: Transaction, said: Said): Promise<void> {
  for (const consent of said.submission.consents) {
    const statement = { ...statementOf(said, consent), status: 'granted', basis: 'explicit' } as const;
    await recordConsent(tx, statement, said.changed);
  }
}

/**
 * They confirmed. Only mails are a double opt-in: the link proves the mailbox, not the phone. Who withdrew after they were
 * asked has changed their mind.
 * @param evidence of the confirmation itself
 */
export async function recordConfirmed(
  tx: Transaction,
  said: Said,
  evidence: { readonly ip: string | null; readonly userAgent: string | null },
): Promise<void> {
  const { submission, contact, now, changed } = said;
  for (const consent of submission.consents) {
    const state = await consentOf(tx, contact, consent);
    if (state?.status === 'withdrawn' && state.sinceAt >= submission.submittedAt) continue;
    const askedAt = new Date(submission.submittedAt).toISOString();
    const base = statementOf(said, consent);
    await recordConsent(
      tx,
      {
        ...base,
        status: 'granted',
        basis: consent.channel === 'email' ? 'double_opt_in' : 'explicit',
        source: 'confirmation',
        ip: evidence.ip,
        at: now,
        proof: { ...base.proof, askedAt, askedFrom: submission.ip, confirmedWith: evidence.userAgent },
        reference: `${base.reference ?? ''}:confirmed`,
      },
      changed,
    );
  }
}

function statementOf(
  { form, submission, contact, now }: Said,
  { channel, purpose, wording }: GivenConsent,
): Omit<ConsentStatement, 'status' | 'basis'> {
  return {
    ...{ workspace: form.workspace, contact, channel, purpose, wording },
    source: 'form',
    at: submission.submittedAt,
    recordedAt: now,
    ip: submission.ip,
    proof: { form: form.id, formName: form.name, language: submission.language, ...submission.proof },
    reference: `form-submission:${submission.id}`,
  };
}
