import pino from 'pino';

import { openApp, type App } from '../app';
import type { Config } from '../config';

/**
 * Opens the product for one command, beside a server or without one, and closes it again. The log goes to the error
 * output: the output of a command is its result.
 */
export async function withApp<Result>(config: Config, work: (app: App) => Promise<Result>): Promise<Result> {
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const app = await openApp(config, { isCommand: true, logger });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
