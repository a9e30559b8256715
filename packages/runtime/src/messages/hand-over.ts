import type { entities, Queries } from '../db';
import { codeOf, messageOf, type Clock, type Logger } from '../shared';
import { MAX_ATTEMPTS, retryDelay } from './backoff';
import type { EmailProvider, OutgoingEmail } from './channels/email/email-provider';
import {
  isProviderAnswer,
  isRefusal,
  MessageDeclinedError,
  ProviderMisconfiguredError,
  ProviderTemporaryError,
  RecipientUnsubscribedError,
  TemplateFaultyError,
  type Refusal,
} from './channels/provider-errors';
import type { OutgoingMessage } from './channels/provider';
import type { HandOverJournal, HandOverStage } from './hand-over-journal';
import type { Lane } from './lanes';
import { outgoingOf } from './outgoing-of';
import type { SenderClient } from './senders';
import type { Outcome } from './sql/record-outcome';
import type { InDoubt } from './take-over';

export interface HandOverOptions {
  readonly database: Queries;
  /** Sends what has no sender of its own. */
  readonly provider: EmailProvider;
  /** The connections of senders. */
  readonly clients?: { of(sender: string, version: string): Promise<SenderClient> };
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes the mail that the provider gets; the message as it is stored where left out. */
  readonly outgoing?: (message: Message) => Promise<OutgoingEmail>;
  /** By which browsers tell what becomes of a message. */
  readonly reactionToken?: (message: string) => string;
  /** Notes how far the messages in hand are; without it, a crash leaves each of them in doubt. */
  readonly journal?: HandOverJournal;
  /** What becomes of a message of which nobody knows whether it was sent: `hold` where left out. */
  readonly inDoubt?: InDoubt;
  /** Gives numbers from 0 to 1. */
  readonly random?: () => number;
}

type Message = entities.Message;

/** Hands one message to its provider, and makes of the answer what becomes of the message and of its lane. */
export class HandOver {
  constructor(private readonly options: HandOverOptions) {}

  /** Never rejects. */
  async send(message: Message, lane: Lane): Promise<Outcome> {
    const { clock } = this.options;
    let isAsked = false;
    let isHandedOver = false;
    const onLastByte = (): void => {
      if (isHandedOver && this.holds) throw new HandedOverTwiceError();
      this.note(message.id, { stage: 'handedOver' });
      isHandedOver = true;
    };
    try {
      this.note(message.id, { stage: 'begun' });
      const { provider, callbackUrl } = await this.clientOf(lane);
      lane.offer(provider.places);
      const outgoing = await this.dressed(message, callbackUrl);
      isAsked = true;
      const { providerMessageId } = await provider.send(outgoing, onLastByte);
      this.noteThatProviderWorks(message, lane);
      return { ...unsent(message), status: 'sent', providerMessageId, dueAt: null, sentAt: clock.now() };
    } catch (error) {
      if (isHandedOver && this.holds && !isProviderAnswer(error)) return this.uncertain(message, error);
      return isRefusal(error) ? this.refused(message, lane, { error, isAsked }) : this.outcomeOf(message, lane, error);
    }
  }

  /** @throws ProviderTemporaryError where it cannot be written: then the message must not be handed over */
  note(id: string, stage: HandOverStage): void {
    try {
      this.options.journal?.note(id, stage);
    } catch (error) {
      const reason = `The journal of the outbox cannot be written: ${messageOf(error)}.`;
      throw new ProviderTemporaryError(reason, { isAnswer: false });
    }
  }

  private async clientOf(lane: Lane): Promise<SenderClient> {
    const { provider, clients } = this.options;
    if (lane.sender === null) return { provider, callbackUrl: undefined };
    if (!clients) throw new ProviderMisconfiguredError('This server knows no senders.');
    try {
      return await clients.of(lane.sender, lane.currentVersion);
    } catch (error) {
      if (error instanceof ProviderMisconfiguredError) throw error;
      // Nothing has been handed over: a database that cannot be read for a moment leaves no message in doubt.
      throw new ProviderTemporaryError(`The sender cannot be read: ${messageOf(error)}`, { isAnswer: false });
    }
  }

  /** @throws ProviderTemporaryError where it cannot be made: nothing has been handed over, and it is tried again */
  private async dressed(message: Message, callbackUrl: string | undefined): Promise<OutgoingMessage> {
    const { database: queries, clock, outgoing, reactionToken } = this.options;
    try {
      const plain = await outgoingOf({ queries, clock, reactionToken }, message, callbackUrl);
      return outgoing && message.channel === 'email' ? { ...plain, ...(await outgoing(message)) } : plain;
    } catch (error) {
      if (isRefusal(error)) throw error;
      const reason = `The message could not be made ready to go out: ${messageOf(error)}.`;
      throw new ProviderTemporaryError(reason, { isAnswer: false });
    }
  }

  private get holds(): boolean {
    return (this.options.inDoubt ?? 'hold') === 'hold';
  }

  private uncertain(message: Message, error: unknown): Outcome {
    this.options.logger.error(
      factsOf(message, error),
      'Sending ended in an unknown way: the message is not sent again by itself',
    );
    const unknown = { errorCode: codeOf(error), error: messageOf(error) };
    return { ...unsent(message), ...unknown, status: 'uncertain' };
  }

  private outcomeOf(message: Message, lane: Lane, error: unknown): Outcome {
    const { clock, logger, random = Math.random } = this.options;
    const facts = factsOf(message, error);
    const failure = { ...unsent(message), errorCode: codeOf(error), error: messageOf(error) };

    if (error instanceof ProviderMisconfiguredError) {
      const { wasClosed, until } = lane.circuit.open();
      if (wasClosed) logger.error(facts, 'The provider refuses us: messages stay queued until its settings are right');
      return { ...failure, status: 'queued', attempts: message.attempts - 1, dueAt: until };
    }
    if (error instanceof ProviderTemporaryError && error.retryAfter !== undefined) {
      const dueAt = lane.rest(error.retryAfter);
      logger.warn({ ...facts, dueAt }, 'The provider asks for a pause');
      return { ...failure, status: 'queued', attempts: message.attempts - 1, dueAt };
    }
    if (error instanceof ProviderTemporaryError && message.attempts < MAX_ATTEMPTS) {
      const dueAt = clock.now() + retryDelay(message.attempts, random()).milliseconds;
      logger.warn({ ...facts, attempts: message.attempts, dueAt }, 'A message could not be sent yet');
      return { ...failure, status: 'queued', dueAt };
    }
    if (error instanceof ProviderTemporaryError) {
      logger.error({ ...facts, attempts: message.attempts }, 'A message was given up');
      return { ...failure, status: 'failed', error: `Given up after ${MAX_ATTEMPTS} attempts. ${failure.error}` };
    }
    return this.uncertain(message, error);
  }

  /** @param isAsked whether the provider said so, or we knew it without asking */
  private refused(message: Message, lane: Lane, { error, isAsked }: { error: Refusal; isAsked: boolean }): Outcome {
    if (isAsked) this.noteThatProviderWorks(message, lane);
    this.options.logger.warn(factsOf(message, error), 'A message was refused');
    return {
      ...unsent(message),
      ...{ errorCode: codeOf(error), error: messageOf(error) },
      status: error instanceof MessageDeclinedError ? 'skipped' : 'failed',
      ...(error instanceof RecipientUnsubscribedError && { unsubscribed: error.scope }),
      ...(error instanceof TemplateFaultyError && isAsked && { isTemplateFaulty: true }),
    };
  }

  private noteThatProviderWorks({ provider, sender }: Message, { circuit }: Lane): void {
    if (circuit.close()) this.options.logger.info({ provider, sender }, 'The provider works again');
  }
}

/** The provider's connection broke after the last byte, and the provider begins anew by itself. */
class HandedOverTwiceError extends Error {
  constructor() {
    super('The connection broke after the whole mail was sent, before the mail server confirmed it.');
  }
}

const factsOf = ({ id, provider, sender }: Message, error: unknown) => ({
  ...{ message: id, provider, sender },
  reason: messageOf(error),
});

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
