import type { AddressInfo } from 'node:net';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it accepts. */
export async function startMailServer() {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        callback();
      }, callback);
    },
  });
  // A client that is killed in the middle is part of what is tested.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    subjects: (): string[] => mails.map(({ subject }) => subject ?? ''),

    /** Resolves with the mails once there are so many. */
    async received(count: number, within = 20_000): Promise<ParsedMail[]> {
      const deadline = Date.now() + within;
      while (mails.length < count) {
        if (Date.now() > deadline) throw new Error(`${mails.length} of ${count} mails came within ${within} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return mails;
    },

    close: (): Promise<void> => new Promise((resolve) => server.close(() => resolve())),
  };
}
