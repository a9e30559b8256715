import type { Unsubscribing } from '../consent';
import type { Clock } from '../shared';
import { readReturnedMail } from './mail/read-returned-mail';
import type { ReadReturnPath } from './mail/returned-message';
import type { ReturnCounts, Returns } from './returns';

interface Dependencies {
  readonly clock: Clock;
  readonly returns: Pick<Returns, 'take'>;
  readonly unsubscribing: Pick<Unsubscribing, 'withdraw'>;
  readonly readPath: ReadReturnPath;
}

export interface MailAnswer extends Partial<ReturnCounts> {
  readonly is: 'report' | 'unsubscribe' | 'ignored';
  /** Why nothing follows from it. */
  readonly because?: string;
}

/**
 * Takes in a mail that came to the address for bounces, or to the one for leaving.
 * @param raw as it came, with its headers
 */
export async function receiveMail(
  workspace: number,
  raw: Buffer,
  { clock, returns, unsubscribing, readPath }: Dependencies,
): Promise<MailAnswer> {
  const mail = await readReturnedMail(raw, { readPath, now: clock.now() });
  switch (mail.is) {
    case 'report':
      return { is: mail.is, ...(await returns.take(workspace, mail.notices)) };
    case 'unsubscribe': {
      const view = await unsubscribing.withdraw(mail.token, { wording: null, ip: null, userAgent: null });
      return view ? { is: mail.is } : { is: 'ignored', because: 'unrelated' };
    }
    case 'ignored':
      return mail;
  }
}
