import { createRequire } from 'node:module';
import path from 'node:path';

import type * as Nodemailer from 'nodemailer';

import type { Limit } from '../report/report';
import type { MailServer } from '../server/start-mail-server';

/** The client that the product has: n8n brings others. */
const ofRuntime = createRequire(path.resolve(__dirname, '../../packages/runtime/package.json'));
const { createTransport } = ofRuntime('nodemailer') as typeof Nodemailer;

/** As many as the product keeps open to a mail server. */
const CONNECTIONS = 5;
const MILLISECONDS = 4_000;

/** How many mails of a size the mail server takes in a second from a client that has nothing else to do. */
export async function bareMails(server: MailServer, size: number): Promise<Limit> {
  const transport = createTransport({ url: server.url, pool: true, maxConnections: CONNECTIONS });
  const html = `<p>${'x'.repeat(70)}</p>\n`.repeat(Math.ceil(size / 78));
  const [began, mail] = [performance.now(), { from: 'shop@shop.example', subject: 'Hello', html }];
  let sent = 0;
  const client = async (name: number): Promise<void> => {
    while (performance.now() - began < MILLISECONDS) {
      await transport.sendMail({ ...mail, to: `bare-${name}@mail.example` });
      sent += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, name) => client(name)));
  const value = sent / ((performance.now() - began) / 1_000);
  transport.close();
  await server.forget();
  return { of: `mails/s of ${Math.round(size / 1_000)} kB that the mail server takes`, value };
}
