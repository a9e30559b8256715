import type { ConsentChanged } from '../consent';
import type { ContactWriter } from '../contacts';
import type { Database, Transaction } from '../db';
import type { Publish } from '../events';
import type { Clock } from '../shared';
import type { Form } from './form';
import type { FormLinks } from './form-links';
import type { Submission } from './submission-row';

/** Whom a mail of a form goes to, and what it leads to. */
export interface FormMail {
  readonly form: Form;
  readonly submission: Submission;
  readonly contact: number;
  readonly url: string;
  /** For how many days the link opens. */
  readonly days: number;
}

export interface SubmissionDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly writer: ContactWriter;
  readonly changed: ConsentChanged;
  readonly publish: Publish;
  readonly links: FormLinks;
  /** Puts the mail that asks for confirmation into the outbox. */
  readonly sendConfirmation: (tx: Transaction, mail: FormMail) => Promise<void>;
  /** Puts the mail with the link to a magnet into the outbox. */
  readonly sendDownload: (tx: Transaction, mail: FormMail) => Promise<void>;
}
