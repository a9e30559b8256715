/**
 * A mail server in a process of its own: what it does costs the measured server nothing. How it answers stands in the
 * recipient's address before the first dash (`busy-17@…`); it tells on demand how often it has accepted whose mail.
 */
import type { AddressInfo, Socket } from 'node:net';

import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What became of the mails to one address. `at` is UTC epoch ms. */
export interface Recipient {
  tries: number;
  accepted: number;
  at: number;
}

export type Question = 'count' | 'recipients' | 'forget';

export interface Answer {
  readonly accepted: number;
  /** UTC epoch ms of the last mail that was accepted. */
  readonly lastAt: number;
  readonly recipients?: Readonly<Record<string, Recipient>>;
}

/** Milliseconds that a slow answer takes. */
const SLOW = 1_000;
/** What the first try of a recipient is answered with; afterwards the mail is taken. */
const AT_FIRST: Readonly<Record<string, number>> = { busy: 450, closing: 421 };

const recipients = new Map<string, Recipient>();
const sockets = new Map<string, Socket>();

const reply = (responseCode: number): Error => Object.assign(new Error('not today'), { responseCode });
const kindOf = (address: string): string => address.slice(0, address.indexOf('-'));
/** The client's side of the connection is all that the two have in common. */
const hangUp = ({ remotePort }: SMTPServerSession): unknown => sockets.get(String(remotePort))?.destroy();

function recipientOf(address: string): Recipient {
  const known = recipients.get(address) ?? { tries: 0, accepted: 0, at: 0 };
  recipients.set(address, known);
  return known;
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, session, callback) {
    const kind = kindOf(address);
    const recipient = recipientOf(address);
    recipient.tries += 1;
    const isFirst = recipient.tries === 1;
    const refusal = kind === 'unknown' ? 550 : isFirst ? AT_FIRST[kind] : undefined;
    if (kind === 'dropping' && isFirst) hangUp(session);
    else callback(refusal === undefined ? undefined : reply(refusal));
  },
  onData(stream, session, callback) {
    const address = session.envelope.rcptTo[0]?.address ?? '';
    stream.resume();
    stream.on('end', () => {
      const recipient = recipientOf(address);
      recipient.accepted += 1;
      recipient.at = Date.now();
      if (kindOf(address) === 'lost') hangUp(session);
      else if (kindOf(address) === 'slow') setTimeout(callback, SLOW);
      else callback();
    });
  },
});
server.server.on('connection', (socket: Socket) => {
  const port = String(socket.remotePort);
  sockets.set(port, socket);
  socket.on('close', () => sockets.delete(port));
});
server.on('error', () => undefined); // a client that goes away in the middle is part of what is measured
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as AddressInfo).port }));

process.on('message', (question: Question) => {
  const all = [...recipients.entries()];
  const answer: Answer = {
    accepted: all.reduce((sum, [, { accepted }]) => sum + accepted, 0),
    lastAt: Math.max(0, ...all.map(([, { at }]) => at)),
    ...(question === 'recipients' && { recipients: Object.fromEntries(all) }),
  };
  if (question === 'forget') recipients.clear();
  process.send?.(answer);
});
// Whoever measures has ended or died: nobody asks any more.
process.on('disconnect', () => process.exit());
