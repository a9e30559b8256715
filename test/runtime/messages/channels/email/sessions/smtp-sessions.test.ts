import type { AddressInfo, Socket } from 'node:net';

import { SMTPServer, type SMTPServerSession } from 'smtp-server';

import { SmtpProvider } from '../../../../../../packages/runtime/src/messages';
import { mail } from '../sample-mail';

/** A mail server that can be told to hang up, and that counts connections and mails. */
async function startServer() {
  const sockets = new Map<number, Socket>();
  const counts = { connections: 0, most: 0, accepted: 0 };
  const behaviour = {
    onRecipient: (_session: SMTPServerSession): number | 'hang up' | undefined => undefined,
    onText: async (_session: SMTPServerSession): Promise<'hang up' | undefined> => undefined,
  };
  const hangUp = ({ remotePort }: SMTPServerSession): unknown => sockets.get(remotePort)?.destroy();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, session, callback) {
      const answer = behaviour.onRecipient(session);
      if (answer === 'hang up') hangUp(session);
      else callback(answer === undefined ? undefined : Object.assign(new Error('no'), { responseCode: answer }));
    },
    onData(stream, session, callback) {
      stream.resume();
      stream.on('end', () => {
        counts.accepted += 1;
        void behaviour.onText(session).then((answer) => {
          if (answer === 'hang up') hangUp(session);
          else callback();
        });
      });
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    counts.connections += 1;
    sockets.set(remotePort, socket);
    counts.most = Math.max(counts.most, sockets.size);
    socket.on('close', () => sockets.delete(remotePort));
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    counts,
    behaviour,
    url: `smtp://127.0.0.1:${port}`,
    hangUpOnAll(): void {
      for (const socket of sockets.values()) socket.destroy();
    },
    stop: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('the connections to a mail server', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let provider: SmtpProvider;
  const providers: SmtpProvider[] = [];
  const connect = (parameters = ''): SmtpProvider => {
    const made = new SmtpProvider({ url: `${server.url}${parameters}` });
    providers.push(made);
    return made;
  };
  beforeEach(async () => {
    server = await startServer();
    provider = connect();
  });
  afterEach(async () => {
    for (const made of providers.splice(0)) await made.close();
    await server.stop();
  });

  test('are kept for the mails that follow', async () => {
    for (let index = 0; index < 5; index += 1) await provider.send(mail());
    expect(server.counts).toMatchObject({ connections: 1, accepted: 5 });
  });

  test('are as many as the address of the server says, whatever is to be sent', async () => {
    const narrow = connect('?maxConnections=2');
    server.behaviour.onText = async () => await new Promise((resolve) => setTimeout(() => resolve(undefined), 5));
    await Promise.all(Array.from({ length: 20 }, () => narrow.send(mail())));
    expect(server.counts).toMatchObject({ most: 2, accepted: 20 });
  });

  test('carry no more mails each than the address says', async () => {
    const short = connect('?maxMessages=2');
    for (let index = 0; index < 5; index += 1) await short.send(mail());
    expect(server.counts).toMatchObject({ connections: 3, accepted: 5 });
  });

  test('that the server has closed meanwhile are replaced, and no mail notices', async () => {
    await provider.send(mail());
    server.hangUpOnAll();
    const told: string[] = [];
    await provider.send(mail(), () => told.push('last byte'));
    expect(told).toEqual(['last byte']);
    expect(server.counts).toMatchObject({ connections: 2, accepted: 2 });
  });

  test('that break before the text was asked for leave nothing in doubt, and the mail goes over another one', async () => {
    for (let index = 0; index < 3; index += 1) await provider.send(mail());
    let isFirst = true;
    server.behaviour.onRecipient = () => {
      if (!isFirst) return undefined;
      isFirst = false;
      return 'hang up';
    };
    let told = 0;
    await provider.send(mail(), () => void (told += 1));
    expect({ told, ...server.counts }).toMatchObject({ told: 1, accepted: 4, connections: 2 });
  });

  test('that break as soon as they are made are no reason to try for ever', async () => {
    server.behaviour.onRecipient = () => 'hang up';
    let told = 0;
    const sending = provider.send(mail(), () => void (told += 1));
    await expect(sending).rejects.toMatchObject({ code: 'PROVIDER_TEMPORARY', isAnswer: false });
    expect({ told, connections: server.counts.connections }).toEqual({ told: 0, connections: 1 });
  });

  test('that break after the whole mail was sent are not tried again', async () => {
    await provider.send(mail());
    server.behaviour.onText = async () => 'hang up';
    let told = 0;
    const sending = provider.send(mail(), () => void (told += 1));
    await expect(sending).rejects.toMatchObject({ code: 'PROVIDER_TEMPORARY', isAnswer: false });
    expect({ told, accepted: server.counts.accepted }).toEqual({ told: 1, accepted: 2 });
  });

  test('are used on after the server has refused a mail, not after it has said goodbye', async () => {
    for (const answer of [550, 450, 421]) {
      server.behaviour.onRecipient = () => answer;
      await expect(provider.send(mail())).rejects.toMatchObject({ code: expect.stringMatching(/^PROVIDER_/) });
    }
    expect(server.counts.connections).toBe(1);
    server.behaviour.onRecipient = () => undefined;
    await provider.send(mail());
    expect(server.counts).toMatchObject({ connections: 2, accepted: 1 });
  });

  test('are not handed the error of another mail', async () => {
    const refused = new Error('the journal is full');
    const holdsBack = (): never => {
      throw refused;
    };
    const [held, ...others] = await Promise.allSettled([
      provider.send(mail(), holdsBack),
      ...Array.from({ length: 5 }, () => provider.send(mail())),
    ]);
    expect(held).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining(refused.message) } });
    expect(others.map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
    expect(server.counts.accepted).toBe(5);
  });
});
