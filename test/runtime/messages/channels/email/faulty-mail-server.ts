import type { AddressInfo, Socket } from 'node:net';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** Replies by the local part of the recipient's address, at RCPT. */
const REFUSALS_AT_RCPT: Record<string, number> = { busy: 450, unknown: 550, closing: 421, bounced: 503 };
/** The same, once the mail is there. */
const REFUSALS_AT_DATA: Record<string, number> = { greylisted: 451, full: 552, spam: 554 };

/** A real SMTP server whose answer depends on whom a mail is for, and that lets in `shop:secret` and nobody else. */
export async function startFaultyMailServer() {
  const mails: ParsedMail[] = [];
  const sockets = new Set<Socket>();
  const socketOf = ({ remotePort }: SMTPServerSession): Socket | undefined =>
    [...sockets].find((socket) => socket.remotePort === remotePort);
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, callback) {
      if (username === 'shop' && password === 'secret') callback(null, { user: username });
      else callback(reply(535));
    },
    onRcptTo({ address }, session, callback) {
      const [name = ''] = address.split('@');
      if (name === 'crash') for (const socket of sockets) socket.destroy();
      else if (name === 'cut') setTimeout(() => socketOf(session)?.destroy(), 50);
      else if (name === 'members' && session.user === undefined) callback(reply(530));
      else if (REFUSALS_AT_RCPT[name]) callback(reply(REFUSALS_AT_RCPT[name]));
      else if (name !== 'silence') callback();
    },
    onData(stream, session, callback) {
      const [name = ''] = session.envelope.rcptTo[0]?.address.split('@') ?? [];
      simpleParser(stream).then((mail) => {
        if (name === 'lost') for (const socket of sockets) socket.destroy();
        else if (REFUSALS_AT_DATA[name]) callback(reply(REFUSALS_AT_DATA[name]));
        else {
          mails.push(mail);
          if (name === 'slow') setTimeout(callback, 150);
          else callback();
        }
      }, callback);
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // A client that goes away in the middle is part of what is tested.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    mails,
    url: (login = ''): string => `smtp://${login}127.0.0.1:${port}`,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const reply = (responseCode: number): Error => Object.assign(new Error('not today'), { responseCode });
