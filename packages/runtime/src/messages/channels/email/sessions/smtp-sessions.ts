import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';

import { minutes, seconds } from '../../../../shared';
import { ProviderTemporaryError } from '../../provider-errors';
import type { MimeMail } from '../mime/mime-mail';
import type { SessionOptions } from './session-options';
import { SessionStaleError, SmtpSession } from './smtp-session';

/** A connection that has rested for so long is given back; servers wait for five minutes. */
const LONGEST_REST = minutes(2);

/** A mail that waits for a connection for longer goes back: meanwhile it may not be wanted any more. */
const LONGEST_WAIT = seconds(20);
const PAUSE = seconds(10);

interface RestingSession {
  readonly session: SmtpSession;
  readonly timer: NodeJS.Timeout;
}

/** The connections to one mail server: a few that are opened when they are needed, and kept for the next mail. */
export class SmtpSessions {
  private readonly resting: RestingSession[] = [];
  private readonly waiting = new Set<() => void>();
  private taken = 0;
  private isClosing = false;

  constructor(private readonly options: SessionOptions) {}

  /**
   * Sends a mail when a connection is free. A mail goes over another connection where the server had left the one that it was
   * to go over: so long as nobody has asked for its text, it surely was not taken. Rejects with what nodemailer says.
   * @throws ProviderTemporaryError where no connection becomes free in time
   */
  async send(mail: MimeMail, onLastByte: () => void): Promise<SMTPConnectionSendInfo> {
    await this.takePlace();
    try {
      for (;;) {
        const session = this.takeRested() ?? (await SmtpSession.open(this.options));
        try {
          return await session.send(mail, onLastByte);
        } catch (error) {
          if (!(error instanceof SessionStaleError)) throw error;
        } finally {
          this.letRest(session);
        }
      }
    } finally {
      this.givePlaceBack();
    }
  }

  /** Connections that rest are closed now, the others after their mail. */
  close(): void {
    this.isClosing = true;
    for (const { session, timer } of this.resting.splice(0)) {
      clearTimeout(timer);
      session.quit();
    }
  }

  /** @throws ProviderTemporaryError where none becomes free in time */
  private async takePlace(): Promise<void> {
    if (this.taken < this.options.maxConnections) {
      this.taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(take);
        reject(noneFree());
      }, LONGEST_WAIT.milliseconds);
      const take = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.waiting.add(take);
    });
  }

  /** Whoever waits for the longest gets the place itself. */
  private givePlaceBack(): void {
    const [next] = this.waiting;
    if (!next) {
      this.taken -= 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }

  /** The one that rested last: those that nobody needs grow old. */
  private takeRested(): SmtpSession | undefined {
    for (;;) {
      const rested = this.resting.pop();
      if (!rested) return undefined;
      clearTimeout(rested.timer);
      if (rested.session.isUsable) return rested.session;
      rested.session.quit();
    }
  }

  private letRest(session: SmtpSession): void {
    if (this.isClosing || !session.isUsable) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => {
      this.resting.splice(this.resting.indexOf(resting), 1);
      session.quit();
    }, LONGEST_REST.milliseconds).unref();
    const resting: RestingSession = { session, timer };
    this.resting.push(resting);
  }
}

/** This concerns all mails: the server takes its time with those that it has. */
function noneFree(): ProviderTemporaryError {
  return new ProviderTemporaryError('The mail server is slow: no connection to it became free.', {
    isAnswer: false,
    retryAfter: PAUSE,
  });
}
