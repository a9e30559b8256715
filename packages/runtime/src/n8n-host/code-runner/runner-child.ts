import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import type { Readable } from 'node:stream';

import { WebSocketServer, type WebSocket } from 'ws';

import type { CodeRunnerOptions } from './code-runner-options';
import { runnerCommand } from './runner-command';

export interface RunnerChildEvents {
  /** The child is connected and can be spoken to. */
  onConnected(): void;
  onMessage(text: string): void;
  /** Once, whatever the cause: it could not start, it died, it was ended. */
  onEnded(reason: string): void;
}

/** How much of the child's last words is kept to explain its death. */
const LAST_WORDS_LENGTH = 4_000;

/**
 * The child process and the one WebSocket to it. We listen on a free port of 127.0.0.1 until the holder of the random
 * token (the child) has come in, then nobody can connect any more.
 */
export class RunnerChild {
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;

  private readonly token = randomBytes(32).toString('hex');
  private readonly listener: WebSocketServer;
  private readonly startTimer: NodeJS.Timeout;
  private process: ChildProcessByStdio<null, null, Readable> | undefined;
  private socket: WebSocket | undefined;
  private lastWords = '';
  private fault: string | undefined;
  private hasEnded = false;
  private markGone!: () => void;

  constructor(
    private readonly options: CodeRunnerOptions,
    private readonly events: RunnerChildEvents,
  ) {
    this.gone = new Promise((resolve) => (this.markGone = resolve));
    this.listener = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      path: '/runners/_ws',
      maxPayload: options.maxMessageMegabytes * 1024 * 1024,
      verifyClient: ({ req }: { req: { headers: { authorization?: string } } }) =>
        this.socket === undefined && this.isToken(req.headers.authorization),
    });
    this.listener.once('listening', () => this.spawn());
    this.listener.once('error', (error) => this.end(`no port of 127.0.0.1 is free for it (${error.message})`));
    this.listener.once('connection', (socket) => this.connect(socket));
    this.startTimer = setTimeout(
      () => this.end('the process for it did not start in time'),
      options.startTimeout.milliseconds,
    );
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  send(text: string): void {
    this.socket?.send(text);
  }

  /** To be called as soon as the child has offered to work. */
  markStarted(): void {
    clearTimeout(this.startTimer);
  }

  /** Kills the child: only the process that this object started. A second call does nothing. */
  end(reason: string): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    clearTimeout(this.startTimer);
    this.listener.close();
    this.socket?.terminate();
    if (this.process) this.process.kill('SIGKILL');
    else this.markGone();
    this.events.onEnded(reason);
  }

  private spawn(): void {
    if (this.hasEnded) return;
    const { port } = this.listener.address() as AddressInfo;
    const { file, args, env } = runnerCommand({ options: this.options, port, token: this.token });
    const child = spawn(file, args, { env, cwd: os.tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
    this.process = child;
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-LAST_WORDS_LENGTH);
    });
    child.once('error', (error) => {
      this.end(`the process for it did not start (${error.message})`);
      if (child.pid === undefined) this.markGone();
    });
    child.once('close', (code, signal) => {
      this.markGone();
      this.end(this.causeOfDeath(code, signal));
    });
  }

  private connect(socket: WebSocket): void {
    this.socket = socket;
    this.listener.close(); // existing connections stay
    socket.on('message', (data) => this.events.onMessage((data as Buffer).toString('utf8')));
    socket.on('error', (error) => {
      const isTooLarge = 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
      this.fault = isTooLarge ? `its result is larger than ${this.options.maxMessageMegabytes} MB` : error.message;
    });
    // The process tells more about its end than the connection: wait for that.
    socket.once('close', () => this.process?.kill('SIGKILL'));
    this.events.onConnected();
  }

  private causeOfDeath(code: number | null, signal: NodeJS.Signals | null): string {
    if (this.fault !== undefined) return this.fault;
    if (this.lastWords.includes('heap out of memory')) {
      return `its process ran out of memory (${this.options.memoryMegabytes} MB)`;
    }
    const words = this.lastWords.trim().split('\n').at(-1);
    return `its process ended (${signal ?? `exit code ${code ?? 0}`})${words ? `: ${words}` : ''}`;
  }

  private isToken(authorization: string | undefined): boolean {
    const expected = Buffer.from(`Bearer ${this.token}`);
    const given = Buffer.from(authorization ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
