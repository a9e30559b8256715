import type { Duration } from '../../../shared';
import type { DkimKey } from './mime/dkim-signature';

export interface SmtpOptions {
  /**
   * `smtp://user:password@host:port` or `smtps://…`. Options of nodemailer's connections may follow as query parameters
   * (`?tls.rejectUnauthorized=false`), and `maxConnections` and `maxMessages`; they win over what is set here.
   */
  readonly url: string;
  /** How many connections are open at a time, and so how many mails are on their way. */
  readonly maxConnections?: number;
  /** For connecting and for the greeting, each. */
  readonly connectionTimeout?: Duration;
  /** Signs each mail. Without it the mail server may do so. */
  readonly dkim?: DkimKey;
  /** Of silence within a session. Servers may think for minutes before they confirm a mail. */
  readonly socketTimeout?: Duration;
}
