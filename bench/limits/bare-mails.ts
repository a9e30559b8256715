import { mimeMail } from '../../packages/runtime/src/messages/channels/email/mime/mime-mail';
import { sessionOptions } from '../../packages/runtime/src/messages/channels/email/sessions/session-options';
import { SmtpSession } from '../../packages/runtime/src/messages/channels/email/sessions/smtp-session';
import type { Limit } from '../report/report';
import type { MailServer } from '../server/start-mail-server';

const MILLISECONDS = 4_000;

/** How many mails of a size the mail server takes in a second from a client that has one mail, written already. */
export async function bareMails(server: MailServer, size: number): Promise<Limit> {
  const html = `<p>${'x'.repeat(70)}</p>\n`.repeat(Math.ceil(size / 78));
  const sample = { id: 'bare', from: 'shop@shop.example', to: 'bare@mail.example', replyTo: null, subject: 'Hello' };
  const mail = await mimeMail({ ...sample, html, text: 'Hello' });
  const options = { ...sessionOptions({ url: server.url }), maxMessages: Infinity };
  const began = performance.now();
  let sent = 0;
  const client = async (): Promise<void> => {
    const session = await SmtpSession.open(options);
    while (performance.now() - began < MILLISECONDS) {
      await session.send(mail, () => undefined);
      sent += 1;
    }
    session.close();
  };
  await Promise.all(Array.from({ length: options.maxConnections }, client));
  const value = sent / ((performance.now() - began) / 1_000);
  await server.forget();
  return { of: `mails/s of ${Math.round(size / 1_000)} kB that the mail server takes`, value };
}
