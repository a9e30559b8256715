import { ClockJumps, type Database, type entities, type Transaction } from '../db';
import { codeOf, messageOf, seconds, type Duration, type ErrorCode } from '../shared';
import type { UnsubscribedScope } from './channels/provider-errors';
import { HandOver, type HandOverOptions } from './hand-over';
import { Lanes, type Lane } from './lanes';
import type { MessageWriter } from './message-writer';
import { renderDue } from './render-due';
import { claimDue } from './sql/claim-due';
import { makeDueAfterJump } from './sql/make-due-after-jump';
import type { Objection } from './sql/object-to-message';
import { recordOutcome, type Outcome } from './sql/record-outcome';
import { requeueMessage } from './sql/requeue-message';
import { takeOver } from './take-over';
import { noteFaultOfMessage } from './whatsapp';

/** UTC epoch ms. */
export interface SentMessage {
  readonly id: string;
  readonly sentAt: number;
}

/** A message that will not be sent any more. `at` is UTC epoch ms. */
export interface FailedMessage {
  readonly id: string;
  readonly at: number;
  readonly errorCode: ErrorCode | null;
  readonly reason: string | null;
  /** What the recipient does not want any more, as the provider knows. */
  readonly unsubscribed?: UnsubscribedScope;
}

export interface OutboxOptions extends HandOverOptions {
  readonly database: Database;
  /** Writes messages whose turn has come. */
  readonly writer: MessageWriter;
  /** Judges messages in the transaction that claims them, takes back what does not go, and tells what that is. */
  readonly arbiter?: { judge(tx: Transaction, messages: readonly Message[]): Promise<ReadonlyMap<string, Objection>> };
  /** Told of each message that was sent, in the transaction that records it. */
  readonly onSent?: (tx: Transaction, message: SentMessage) => Promise<void>;
  /** Told of each message that was refused, declined or given up, in the transaction that records it. */
  readonly onFailed?: (tx: Transaction, message: FailedMessage) => Promise<void>;
  /** How many messages of one sender are handed over at a time; what its provider takes where left out. */
  readonly concurrency?: number;
  /** Whether contacts wait for their turn in journeys: then messages give way, for a moment at a time. */
  readonly isEngineBehind?: () => boolean;
  /** How often it looks for messages whose time has come; `wake` makes it look at once. */
  readonly pollInterval?: Duration;
  /** What this process calls itself among those that work on one database. */
  readonly owner?: string;
}

/** More are not written in one transaction: it holds up the event loop. */
const MOST_AT_ONCE = 12;
const DEFAULT_POLL_INTERVAL = seconds(1);
/** Before each batch of messages contacts have so long (milliseconds) to get on, and it is looked so often whether they have. */
const COURTESY = 250;
const LOOKS_EVERY = 10;
const ONLY_PROCESS = 'the only one';

type Message = entities.Message;

/**
 * Sends what is queued in the table `message`. A message is written and marked as being sent in a commit of its own
 * before the provider gets it, and a journal notes when the provider gets its last byte and what it answers. A process that is
 * killed between those two leaves the message `uncertain`, and nothing is ever sent twice.
 *
 * Each sender's messages are a lane of their own (lanes/): a provider that is broken, slow or wants a pause holds up its
 * own messages and nobody else's. What it answers decides (hand-over.ts): temporary failures come back with growing
 * delays, refusals end the message, and a provider that is misconfigured keeps everything queued until it works.
 */
export class Outbox {
  private readonly lanes: Lanes;
  private readonly handOver: HandOver;
  private readonly jumps: ClockJumps;
  private readonly inHand = new Set<Promise<void>>();
  /** Outcomes that the database could not take yet. */
  private unrecorded: Outcome[] = [];
  private pumping: Promise<void> | undefined;
  private isWoken = false;
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: OutboxOptions) {
    this.lanes = new Lanes(options.clock, options.concurrency);
    this.handOver = new HandOver(options);
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
    while (this.inHand.size > 0) {
      await Promise.all(this.inHand);
      await this.pump();
    }
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

  /** A provider said only later that it does not serve a sender: its messages rest as if it had said so at once. */
  pauseSender(sender: string): void {
    this.lanes.pause(sender);
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
    await this.letContactsPass();
    if (this.isStopping) return false;
    await this.jumps.look(clock.now());
    const lanes = await this.lanes.due(database);
    if (lanes.length === 0) return false;
    const claims = await database.write((tx) => this.claimAll(tx, lanes));
    for (const { lane, messages } of claims) for (const message of messages) this.begin(message, lane);
    return claims.some(({ count }) => count > 0);
  }

  /** Writing and sending a mail takes longer than what brings a contact to it. */
  private async letContactsPass(): Promise<void> {
    const { isEngineBehind } = this.options;
    for (let waited = 0; waited < COURTESY; waited += LOOKS_EVERY) {
      if (this.isStopping || isEngineBehind?.() !== true) return;
      await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY));
    }
  }

  /** Every lane gets its share in the same transaction: none waits for another one. */
  private async claimAll(tx: Transaction, lanes: readonly Lane[]): Promise<Claimed[]> {
    const claims: Claimed[] = [];
    for (const lane of lanes) claims.push({ lane, ...(await this.claim(tx, lane)) });
    return claims;
  }

  /** @returns how many were due, and those that nothing speaks against now */
  private async claim(tx: Transaction, lane: Lane): Promise<{ count: number; messages: Message[] }> {
    const { clock, provider, writer, logger, arbiter, owner = ONLY_PROCESS } = this.options;
    const { sender } = lane;
    const limit = Math.min(lane.room, MOST_AT_ONCE);
    const due = await claimDue(tx, { now: clock.now(), limit, sender, provider: provider.name, owner });
    const objections = due.length > 0 ? await arbiter?.judge(tx, due) : undefined;
    for (const objection of objections?.values() ?? []) {
      if (objection.status === 'deferred') tx.afterCommit(() => this.wakeAt(objection.until));
    }
    const messages: Message[] = [];
    const record = this.recordIn.bind(this);
    for (const message of due) {
      if (objections?.has(message.id)) continue;
      const written = await renderDue(tx, message, { writer, logger, record });
      if (written) messages.push(written);
    }
    return { count: due.length, messages };
  }

  /** Looks again at an instant that is nearer than the next look. */
  private wakeAt(instant: number): void {
    const { clock, pollInterval = DEFAULT_POLL_INTERVAL } = this.options;
    const inMilliseconds = instant - clock.now();
    if (this.timer && inMilliseconds < pollInterval.milliseconds) setTimeout(() => this.wake(), inMilliseconds).unref();
  }

  private begin(message: Message, lane: Lane): void {
    lane.take(message.id);
    const sending = this.send(message, lane).finally(() => {
      this.inHand.delete(sending);
      lane.letGo(message.id);
      this.wake();
    });
    this.inHand.add(sending);
  }

  /** Never rejects: what cannot be recorded is kept and tried again. */
  private async send(message: Message, lane: Lane): Promise<void> {
    const outcome = await this.handOver.send(message, lane);
    try {
      this.handOver.note(message.id, { stage: 'answered', outcome });
      await this.record(outcome);
    } catch (error) {
      const { id, status } = outcome;
      this.options.logger.error({ id, status, reason: messageOf(error) }, 'What became of a message was not recorded');
      this.unrecorded.push(outcome);
    }
  }

  private async record(outcome: Outcome): Promise<void> {
    await this.options.database.write((tx) => this.recordIn(tx, outcome));
    this.options.journal?.settle(outcome.id);
  }

  private async recordIn(tx: Transaction, outcome: Outcome): Promise<void> {
    await recordOutcome(tx, outcome);
    const { id, sentAt } = outcome;
    if (outcome.status === 'sent' && sentAt !== null) await this.options.onSent?.(tx, { id, sentAt });
    if (outcome.isTemplateFaulty === true) await noteFaultOfMessage(tx, outcome, this.options.clock.now());
    if (outcome.status === 'failed' || outcome.status === 'skipped')
      await this.options.onFailed?.(tx, this.failureOf(outcome));
  }

  private failureOf({ id, errorCode, error, unsubscribed }: Outcome): FailedMessage {
    const code = errorCode as ErrorCode | null;
    return { id, at: this.options.clock.now(), errorCode: code, reason: error, unsubscribed };
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

interface Claimed {
  readonly lane: Lane;
  readonly count: number;
  readonly messages: Message[];
}
