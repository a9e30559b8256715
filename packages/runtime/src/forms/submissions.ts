import type { Circumstances } from '../consent';
import type { Queries } from '../db';
import { confirmSubmission, findConfirmable, giftOf, type Confirmable, type Gift } from './confirm-submission';
import type { SubmissionDependencies } from './submission-dependencies';
import { findPending } from './submission-row';
import { CONFIRMABLE_FOR, takeSubmission, type SentForm, type Taken } from './take-submission';

/** What somebody sees who opened the link to confirm. */
export interface ConfirmationView extends Confirmable {
  /** What they get for it; undefined before they confirmed, and where there is nothing. */
  readonly gift: Gift | undefined;
}

/** What people answer at forms, and how they confirm it. */
export class Submissions {
  constructor(private readonly dependencies: SubmissionDependencies) {}

  async take(sent: SentForm): Promise<Taken> {
    return await this.dependencies.database.write((tx) => takeSubmission(tx, sent, this.dependencies));
  }

  /** Changes nothing: mail scanners open every link. @returns undefined as `findConfirmable` */
  async confirmable(token: string): Promise<ConfirmationView | undefined> {
    const { database } = this.dependencies;
    const found = await findConfirmable(database, token, this.dependencies);
    return found && (await this.view(found));
  }

  /** @returns undefined as `findConfirmable` */
  async confirm(token: string, circumstances: Circumstances): Promise<ConfirmationView | undefined> {
    const { database } = this.dependencies;
    const found = await database.write((tx) => confirmSubmission(tx, token, circumstances, this.dependencies));
    return found && (await this.view(found));
  }

  /**
   * Where a contact confirms the latest form that they sent from an address.
   * @returns undefined where none waits for it, or not any more
   */
  async confirmUrl(
    queries: Queries,
    { contact, address }: { readonly contact: number; readonly address: string },
  ): Promise<string | undefined> {
    const { links, clock } = this.dependencies;
    const since = clock.now() - CONFIRMABLE_FOR.milliseconds;
    const submission = await findPending(queries, { contact, address, since });
    return submission === undefined ? undefined : links.confirmation(submission);
  }

  private async view(found: Confirmable): Promise<ConfirmationView> {
    const { database, clock } = this.dependencies;
    const gift = await giftOf(database, { ...found, now: clock.now() }, this.dependencies);
    return { ...found, gift };
  }
}
