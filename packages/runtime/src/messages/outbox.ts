import { ClockJumps, type Database, type entities, type Transaction } from '../db';
import { codeOf, messageOf, seconds, type Clock, type Duration, type Logger } from '../shared';
import { MAX_ATTEMPTS, retryDelay } from './backoff';
import type { EmailProvider } from './channels/email/email-provider';
import {
  isProviderAnswer,
  isRefusal,
  ProviderMisconfiguredError,
  ProviderTemporaryError,
} from './channels/provider-errors';
import { Circuit } from './circuit';
import type { HandOverJournal, HandOverStage } from './hand-over-journal';
import { claimDue } from './sql/claim-due';
import { makeDueAfterJump } from './sql/make-due-after-jump';
import { objectToMessage, type Objection } from './sql/object-to-message';
import { recordOutcome, type Outcome } from './sql/record-outcome';
import { requeueMessage } from './sql/requeue-message';
import { takeOver, type InDoubt } from './take-over';

/** UTC epoch ms. */
export interface SentMessage {
  readonly id: string;
  readonly sentAt: number;
}

export interface OutboxOptions {
  readonly database: Database;
  readonly provider: EmailProvider;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Asked once more before a message is handed over, in the transaction that claims it. */
  readonly review?: (tx: Transaction, message: Message) => Promise<Objection | undefined>;
  /** Told of each message that was sent, in the transaction that records it. */
  readonly onSent?: (tx: Transaction, message: SentMessage) => Promise<void>;
  /** How many messages are handed over at a time. */
  readonly concurrency?: number;
  /** How often it looks for messages whose time has come; `wake` makes it look at once. */
  readonly pollInterval?: Duration;
  /** What becomes of a message of which nobody knows whether it was sent: `hold` where left out. */
  readonly inDoubt?: InDoubt;
  /** Notes how far the messages in hand are; without it, a crash leaves each of them in doubt. */
  readonly journal?: HandOverJournal;
  /** What this process calls itself among those that work on one database. */
  readonly owner?: string;
  /** Gives numbers from 0 to 1. */
  readonly random?: () => number;
}

const DEFAULT_CONCURRENCY = 5;
const DEFAULT_POLL_INTERVAL = seconds(1);
const ONLY_PROCESS = 'the only one';

type Message = entities.Message;

/**
 * Sends what is queued in the table `message`. A message is marked as being sent in a commit of its own before the
 * provider gets it, and a journal notes when the provider gets its last byte and what it answers. A process that is
 * killed between those two leaves the message `uncertain`, and nothing is ever sent twice.
 *
 * What the provider answers decides: temporary failures come back with growing delays, refusals end the message, and
 * a provider that is misconfigured keeps everything queued until it works.
 */
export class Outbox {
  private readonly concurrency: number;
  private readonly circuit: Circuit;
  private readonly jumps: ClockJumps;
  private readonly inHand = new Set<Promise<void>>();
  /** Outcomes that the database could not take yet. */
  private unrecorded: Outcome[] = [];
  private pumping: Promise<void> | undefined;
  private isWoken = false;
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: OutboxOptions) {
    this.concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.circuit = new Circuit(options.clock);
    this.jumps = new ClockJumps(options.database, makeDueAfterJump);
  }

  /** Marks what a killed process left behind, then sends from now on. */
  async start(): Promise<void> {
    const { database, clock, logger, journal, pollInterval = DEFAULT_POLL_INTERVAL } = this.options;
    const { owner = ONLY_PROCESS, inDoubt = 'hold' } = this.options;
    const left = journal?.read();
    const now = clock.now();
    const taken = await database.write(async (tx) => {
      await makeDueAfterJump(tx, { now, latest: Number.MAX_SAFE_INTEGER });
      return await takeOver(tx, left, { owner, inDoubt, record: this.recordIn.bind(this) });
    });
    journal?.clear();
    if (taken.inDoubt > 0) {
      const facts = { ...taken, policy: inDoubt, code: 'MESSAGE_UNCERTAIN' };
      logger.warn(facts, 'Messages were being sent when the process ended: check those in doubt');
    }
    this.timer = setInterval(() => this.wake(), pollInterval.milliseconds);
    this.wake();
  }

  /** Takes no more messages and waits for those in hand. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    this.timer = undefined;
    await Promise.allSettled([this.pumping]);
    await Promise.all(this.inHand);
    this.isStopping = false;
    await this.recordUnrecorded();
    this.options.journal?.close();
  }

  /** Looks for due messages now. Meant for `afterCommit`. Does nothing before `start` and after `stop`. */
  wake(): void {
    if (!this.timer) return;
    this.pump().catch((error: unknown) => {
      this.options.logger.error({ code: codeOf(error), reason: messageOf(error) }, 'The outbox could not be read');
    });
  }

  /** Sends all that is due and waits for the answers, also without `start`: for tests and simulations. */
  async drain(): Promise<void> {
    await this.pump();
    await Promise.all(this.inHand);
    await this.recordUnrecorded();
  }

  /**
   * Sends a message again by hand.
   * @throws MESSAGE_NOT_FOUND, MESSAGE_NOT_RETRYABLE when it neither failed nor is uncertain
   */
  async retryMessage(id: string): Promise<void> {
    await this.options.database.write(async (tx) => {
      await requeueMessage(tx, id, this.options.clock.now());
      tx.afterCommit(() => this.wake());
    });
  }

  private pump(): Promise<void> {
    this.isWoken = true;
    this.pumping ??= this.sendDue();
    return this.pumping;
  }

  private async sendDue(): Promise<void> {
    try {
      await this.recordUnrecorded();
      while (this.isWoken && !this.isStopping) {
        this.isWoken = false;
        while (await this.sendBatch());
      }
    } finally {
      this.pumping = undefined;
    }
  }

  /** @returns whether there may be more to do at once */
  private async sendBatch(): Promise<boolean> {
    const { database, clock } = this.options;
    if (this.circuit.isOpen || this.isStopping) return false;
    const limit = (this.circuit.isHalfOpen ? 1 : this.concurrency) - this.inHand.size;
    if (limit <= 0) {
      await Promise.race(this.inHand);
      return true;
    }
    await this.jumps.look(clock.now());
    const claimed = await database.write((tx) => this.claim(tx, limit));
    for (const message of claimed.messages) {
      const sending = this.send(message).finally(() => this.inHand.delete(sending));
      this.inHand.add(sending);
    }
    return claimed.count > 0;
  }

  /** @returns how many were due, and those that nothing speaks against now */
  private async claim(tx: Transaction, limit: number): Promise<{ count: number; messages: Message[] }> {
    const { clock, provider, review, owner = ONLY_PROCESS } = this.options;
    const due = await claimDue(tx, { now: clock.now(), limit, provider: provider.name, owner });
    const messages: Message[] = [];
    for (const message of due) {
      const objection = await review?.(tx, message);
      if (objection) await objectToMessage(tx, message.id, objection);
      else messages.push(message);
    }
    return { count: due.length, messages };
  }

  /** Never rejects: what cannot be recorded is kept and tried again. */
  private async send(message: Message): Promise<void> {
    const outcome = await this.handOver(message);
    try {
      this.note(message.id, { stage: 'answered', outcome });
      await this.record(outcome);
    } catch (error) {
      const { id, status } = outcome;
      this.options.logger.error({ id, status, reason: messageOf(error) }, 'What became of a message was not recorded');
      this.unrecorded.push(outcome);
    }
  }

  private async handOver(message: Message): Promise<Outcome> {
    const { provider, clock } = this.options;
    const { id, sender: from, recipient: to, replyTo, subject, html, text } = message;
    let isHandedOver = false;
    const onLastByte = (): void => {
      if (isHandedOver && this.holds) throw new HandedOverTwiceError();
      this.note(id, { stage: 'handedOver' });
      isHandedOver = true;
    };
    try {
      this.note(id, { stage: 'begun' });
      const mail = { id, from, to, replyTo, subject, html, text };
      const { providerMessageId } = await provider.send(mail, onLastByte);
      this.noteThatProviderWorks();
      return { ...unsent(message), status: 'sent', providerMessageId, dueAt: null, sentAt: clock.now() };
    } catch (error) {
      if (isHandedOver && this.holds && !isProviderAnswer(error)) return this.uncertain(message, error);
      return this.outcomeOf(message, error);
    }
  }

  /** @throws ProviderTemporaryError where it cannot be written: then the message must not be handed over */
  private note(id: string, stage: HandOverStage): void {
    try {
      this.options.journal?.note(id, stage);
    } catch (error) {
      const reason = `The journal of the outbox cannot be written: ${messageOf(error)}.`;
      throw new ProviderTemporaryError(reason, { isAnswer: false });
    }
  }

  private get holds(): boolean {
    return (this.options.inDoubt ?? 'hold') === 'hold';
  }

  private uncertain(message: Message, error: unknown): Outcome {
    const { provider, logger } = this.options;
    const facts = { message: message.id, provider: provider.name, reason: messageOf(error) };
    logger.error(facts, 'Sending ended in an unknown way: the message is not sent again by itself');
    const unknown = { errorCode: codeOf(error), error: messageOf(error) };
    return { ...unsent(message), ...unknown, status: 'uncertain' };
  }

  private outcomeOf(message: Message, error: unknown): Outcome {
    const { provider, clock, logger, random = Math.random } = this.options;
    const facts = { message: message.id, provider: provider.name, reason: messageOf(error) };
    const failure = { ...unsent(message), errorCode: codeOf(error), error: messageOf(error) };

    if (error instanceof ProviderMisconfiguredError) {
      const { wasClosed, until } = this.circuit.open();
      if (wasClosed) logger.error(facts, 'The provider refuses us: messages stay queued until its settings are right');
      return { ...failure, status: 'queued', attempts: message.attempts - 1, dueAt: until };
    }
    if (error instanceof ProviderTemporaryError && message.attempts < MAX_ATTEMPTS) {
      const own = retryDelay(message.attempts, random()).milliseconds;
      const dueAt = clock.now() + Math.max(own, error.retryAfter?.milliseconds ?? 0);
      logger.warn({ ...facts, attempts: message.attempts, dueAt }, 'A message could not be sent yet');
      return { ...failure, status: 'queued', dueAt };
    }
    if (error instanceof ProviderTemporaryError) {
      logger.error({ ...facts, attempts: message.attempts }, 'A message was given up');
      return { ...failure, status: 'failed', error: `Given up after ${MAX_ATTEMPTS} attempts. ${failure.error}` };
    }
    if (isRefusal(error)) {
      this.noteThatProviderWorks();
      logger.warn(facts, 'A message was refused');
      return { ...failure, status: 'failed' };
    }
    return this.uncertain(message, error);
  }

  private noteThatProviderWorks(): void {
    const { provider, logger } = this.options;
    if (this.circuit.close()) logger.info({ provider: provider.name }, 'The provider works again');
  }

  private async record(outcome: Outcome): Promise<void> {
    await this.options.database.write((tx) => this.recordIn(tx, outcome));
    this.options.journal?.settle(outcome.id);
  }

  private async recordIn(tx: Transaction, outcome: Outcome): Promise<void> {
    await recordOutcome(tx, outcome);
    const { id, sentAt } = outcome;
    if (outcome.status === 'sent' && sentAt !== null) await this.options.onSent?.(tx, { id, sentAt });
  }

  private async recordUnrecorded(): Promise<void> {
    for (const outcome of this.unrecorded.splice(0)) {
      try {
        await this.record(outcome);
      } catch (error) {
        this.unrecorded.push(outcome);
        throw error;
      }
    }
  }
}

/** The provider's connection broke after the last byte, and the provider begins anew by itself. */
class HandedOverTwiceError extends Error {
  constructor() {
    super('The connection broke after the whole mail was sent, before the mail server confirmed it.');
  }
}

/** What a message looks like after an attempt of which nothing good is known. */
function unsent({ id, attempts }: Message): Outcome {
  return {
    id,
    attempts,
    status: 'failed',
    providerMessageId: null,
    errorCode: null,
    error: null,
    dueAt: null,
    sentAt: null,
  };
}
