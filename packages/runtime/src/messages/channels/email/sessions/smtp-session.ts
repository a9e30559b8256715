import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';

import { seconds } from '../../../../shared';
import type { MimeMail } from '../mime/mime-mail';
import type { SessionOptions } from './session-options';
import { factsOf } from '../smtp-error';
import { WithheldText } from './withheld-text';

const LONGEST_GOODBYE = seconds(5);

/** The server had left before it was told of the mail: over another connection the mail may go. */
export class SessionStaleError extends Error {
  constructor(cause: unknown) {
    super('The mail server had closed the connection before the mail.', { cause });
  }
}

/** One connection to a mail server, over which one mail goes after the other. */
export class SmtpSession {
  private isOpen = true;
  private tries = 0;

  private constructor(
    private readonly connection: SMTPConnection,
    private readonly maxMessages: number,
  ) {
    connection.once('end', () => (this.isOpen = false));
    // What breaks while a mail is sent is told to its sender, what breaks in between is seen by `isUsable`.
    connection.on('error', () => (this.isOpen = false));
  }

  /** Connects and logs in. Rejects with what nodemailer says. */
  static async open({ connection: options, login, maxMessages }: SessionOptions): Promise<SmtpSession> {
    const connection = new SMTPConnection(options);
    const session = new SmtpSession(connection, maxMessages);
    try {
      await session.step((done) => connection.connect(done));
      if (login && connection.allowsAuth) await session.step((done) => connection.login({ ...login }, done));
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Whether another mail may go over it. */
  get isUsable(): boolean {
    return this.isOpen && this.tries < this.maxMessages;
  }

  /**
   * Rejects with what nodemailer says.
   * @param onLastByte called when the server has asked for the mail's text and all but its end was sent
   * @throws SessionStaleError where not even the mail's text was asked for, over a connection that had rested
   */
  async send({ bytes, envelope }: MimeMail, onLastByte: () => void): Promise<SMTPConnectionSendInfo> {
    const text = new WithheldText(bytes, onLastByte);
    const isRested = this.tries > 0;
    this.tries += 1;
    try {
      return await new Promise((resolve, reject) => {
        this.connection.send({ ...envelope, size: bytes.length }, text, (error, info) => {
          if (error) reject(error);
          else resolve(info);
        });
      });
    } catch (error) {
      const isBetweenMails = !text.hasBegun || text.readableEnded;
      if (isBetweenMails && isRefusal(error)) await this.reset();
      else this.close();
      if (text.heldBackBy) throw text.heldBackBy.error;
      throw isRested && !text.hasBegun && isHangUp(error) ? new SessionStaleError(error) : error;
    }
  }

  close(): void {
    this.isOpen = false;
    this.connection.close();
  }

  /** Says goodbye first, and does not wait long for the answer: a process that ends waits for its connections. */
  quit(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.connection.quit();
    setTimeout(() => this.connection.close(), LONGEST_GOODBYE.milliseconds).unref();
  }

  /** After a refusal, so that nothing of the mail is left. A server that does not take even this is not asked again. */
  private async reset(): Promise<void> {
    try {
      await this.step((done) => this.connection.reset(done));
    } catch {
      this.close();
    }
  }

  /** nodemailer tells of a failure by its callback, by an event, or by nothing but the end. */
  private async step(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
    let stop = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const onEnd = (): void => reject(new Error('The mail server closed the connection.'));
        this.connection.on('error', reject).on('end', onEnd);
        stop = () => this.connection.off('error', reject).off('end', onEnd);
        begin((error) => (error ? reject(error) : resolve()));
      });
    } finally {
      stop();
    }
  }
}

/** The server said so, and the connection goes on. */
function isRefusal(error: unknown): boolean {
  const { code, responseCode } = factsOf(error);
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode !== 421;
}

/** The connection is gone without a word about the mail. */
function isHangUp(error: unknown): boolean {
  const { code, responseCode, command } = factsOf(error);
  if (responseCode === undefined) return code === 'ECONNECTION' || code === 'ESOCKET';
  return responseCode === 421 && command === 'MAIL FROM';
}
