import { connect, type Socket } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('0\r\n\r\n');

/**
 * One keep-alive connection that sends requests which are bytes already, one at a time. It does as little as a client
 * can, because it shares the machine with the server that it measures.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private answer: ((status: number) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail?.(error));
    socket.on('close', () => this.fail?.(new Error('The server closed the connection.')));
  }

  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Connection(socket);
  }

  /** @returns the status of the answer, once all of it has come */
  async send(request: Buffer): Promise<number> {
    return await new Promise<number>((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const head = this.received.indexOf(END_OF_HEAD);
    if (head === -1) return;
    const text = this.received.toString('latin1', 0, head);
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    const isWhole =
      length === undefined
        ? !/\r\ntransfer-encoding: *chunked/i.test(text) || this.received.subarray(-5).equals(END_OF_CHUNKS)
        : this.received.length >= head + END_OF_HEAD.length + Number(length);
    if (!isWhole) return;
    this.received = Buffer.alloc(0);
    this.answer?.(Number(text.slice(9, 12)));
  }
}
