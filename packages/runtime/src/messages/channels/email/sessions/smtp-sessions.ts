import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';

import { minutes } from '../../../../shared';
import type { MimeMail } from '../mime/mime-mail';
import type { SessionOptions } from './session-options';
import { SessionStaleError, SmtpSession } from './smtp-session';

/** A connection that has rested for so long is given back; servers wait for five minutes. */
const LONGEST_REST = minutes(2);

interface RestingSession {
  readonly session: SmtpSession;
  readonly timer: NodeJS.Timeout;
}

/** The connections to one mail server: a few that are opened when they are needed, and kept for the next mail. */
export class SmtpSessions {
  private readonly resting: RestingSession[] = [];
  private readonly waiting: Array<() => void> = [];
  private taken = 0;
  private isClosing = false;

  constructor(private readonly options: SessionOptions) {}

  /**
   * Sends a mail when a connection is free. A mail goes over another connection where the server had left the one that it was
   * to go over: so long as nobody has asked for its text, it surely was not taken. Rejects with what nodemailer says.
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

  private async takePlace(): Promise<void> {
    if (this.taken < this.options.maxConnections) this.taken += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits gets the place itself. */
  private givePlaceBack(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
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
