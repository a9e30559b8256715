import { createSocket } from 'node:dgram';

export interface Zone {
  readonly txt?: Readonly<Record<string, readonly string[]>>;
  readonly mx?: Readonly<Record<string, readonly string[]>>;
}

const TYPES = { 15: 'mx', 16: 'txt' } as const;
const [NO_SUCH_NAME, FAILED] = [3, 2];

/** A DNS server with a zone of the test. Names that begin with `broken.` make it fail. */
export async function startDnsServer(zone: Zone) {
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    socket.send(answerTo(question, zone), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: (): Promise<void> => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answerTo(question: Buffer, zone: Zone): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  const name = labels.join('.').toLowerCase();
  const type = question.readUInt16BE(at + 1);
  const kind = TYPES[type as keyof typeof TYPES];
  const values = kind === undefined ? undefined : zone[kind]?.[name];
  const isBroken = name.startsWith('broken.') || name.includes('.broken.');
  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (isBroken ? FAILED : values ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values?.length ?? 0, 6);
  const records = (values ?? []).map((value, index) => {
    const data = kind === 'mx' ? mxData(value, 10 + index) : txtData(value);
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0);
    head.writeUInt16BE(type, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt32BE(60, 6);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, question.subarray(12, end), ...records]);
}

const characters = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);

/** Long texts come in pieces of 255 characters at most. */
const txtData = (text: string): Buffer => Buffer.concat((text.match(/.{1,255}/g) ?? ['']).map(characters));

const mxData = (exchange: string, priority: number): Buffer =>
  Buffer.concat([Buffer.from([0, priority]), ...exchange.split('.').filter(Boolean).map(characters), Buffer.from([0])]);
