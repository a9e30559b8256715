import pino from 'pino';

import type { Config } from '../config';
import { AesCipher, checkEncryptionKey, loadSecret } from '../credentials';
import { isNewFolder, makeDataFolder } from '../data-folder';
import { openDatabase } from '../db';
import type { FetchText } from '../returns';
import type { DnsLookup } from '../sender-domains';
import { systemClock, TestClock, type Clock, type Logger } from '../shared';
import { ensureWorkspace } from '../workspace';

export interface AppOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Gets what Amazon SNS has to be asked for. */
  readonly fetchText?: FetchText;
  readonly dns?: DnsLookup;
  /** Works on this execution and what it enters only: for a run by hand. */
  readonly isCommand?: boolean;
}

/** What every feature stands on. */
export type Foundation = Awaited<ReturnType<typeof wireFoundation>>;

/** Opens the data folder, its secrets and the database. */
export async function wireFoundation(config: Config, options: AppOptions) {
  const clock = options.clock ?? (config.testClock === undefined ? systemClock : new TestClock(config.testClock));
  const logger = options.logger ?? pino({ level: config.logLevel });
  const isNew = isNewFolder(config.dataFolder);
  makeDataFolder(config.dataFolder);
  const secret = (name: string, given?: string) => loadSecret(config.dataFolder, name, given);
  const apiKey = secret('api-key', config.apiKey);
  const encryptionKey = secret('encryption-key', config.encryptionKey);
  const serverName = secret('server-name');
  const cipher = new AesCipher(encryptionKey);
  const database = await openDatabase(config.databaseUrl);
  await checkEncryptionKey(database, cipher);
  await ensureWorkspace(database, { clock, timeZone: config.timeZone });
  return {
    ...{ config, clock, logger, database, cipher, apiKey, encryptionKey },
    /** Tells this server from others on the same database, also after it began anew. */
    serverName,
    /** The data folder did not exist, or was empty. */
    isNew,
    isCommand: options.isCommand === true,
    fetchText: options.fetchText,
    dns: options.dns,
  };
}
