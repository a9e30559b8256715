import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Answer, Question, Recipient } from './mail-server';

const PROGRAM = path.join(__dirname, 'mail-server.ts');
const TYPESCRIPT = pathToFileURL(path.resolve(__dirname, '../../scripts/run-typescript.mjs')).href;

export interface MailServer {
  readonly url: string;
  /** How many mails it has accepted, and when the last one (UTC epoch ms). */
  count(): Promise<Answer>;
  /** What became of the mails, by address. */
  recipients(): Promise<Readonly<Record<string, Recipient>>>;
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a mail server as a process of its own (mail-server.ts says how it answers). */
export async function startMailServer(): Promise<MailServer> {
  // Required, not run: Node's own reading of TypeScript takes ES modules only.
  const child = spawn(process.execPath, ['--import', TYPESCRIPT, '--eval', `require(${JSON.stringify(PROGRAM)})`], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const ask = async (question: Question): Promise<Answer> => {
    const answer = once(child, 'message') as Promise<[Answer]>;
    child.send(question);
    return (await answer)[0];
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    count: async () => await ask('count'),
    recipients: async () => (await ask('recipients')).recipients ?? {},
    async forget() {
      await ask('forget');
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
