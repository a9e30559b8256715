import 'reflect-metadata'; // n8n's decorators need it before any of its packages loads

import { Logger as N8nLogger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataService, DataDeduplicationService, ErrorReporter, InstanceSettings } from 'n8n-core';
import { LoggerProxy, type IDataDeduplicator } from 'n8n-workflow';

import type { Database } from '../db';
import { barInProcessEngine } from '../expressions';
import { CodedUnexpectedError, messageOf, type Logger } from '../shared';
import { markErrorCode } from './mark-error-code';
import { SeenValues } from './seen-values';

interface Dependencies {
  readonly dataFolder: string;
  readonly logger: Logger;
  readonly database: Database;
}

let isBootstrapped = false;
/** n8n's service for it can be set up once only; the database behind it is the one that was opened last. */
const seen: { values?: SeenValues } = {};

/**
 * Prepares n8n's packages for running inside our process: once, before anything else of them is used. Unstubbed,
 * InstanceSettings writes a configuration file into the user's home.
 */
export async function bootstrapN8n({ dataFolder, logger, database }: Dependencies): Promise<void> {
  seen.values = new SeenValues(database);
  if (isBootstrapped) return; // n8n's container is global to the process
  isBootstrapped = true;
  Container.set(InstanceSettings, {
    instanceId: 'aftercart',
    encryptionKey: 'unused: credentials are encrypted by our own cipher',
    hmacSignatureSecret: 'unused',
    hostId: 'main',
    instanceType: 'main',
    instanceRole: 'leader',
    isLeader: true,
    isFollower: false,
    isMultiMain: false,
    isSingleMain: true,
    isWorker: false,
    isDocker: false,
    n8nFolder: dataFolder,
    customExtensionDir: '',
    staticCacheDir: '',
    nodesDownloadDir: '',
    settingsFile: '',
  } as never);
  barInProcessEngine();
  const n8nLogger = adaptLogger(logger);
  Container.set(N8nLogger, n8nLogger as never);
  LoggerProxy.init(n8nLogger);
  Container.set(ErrorReporter, adaptErrorReporter(logger) as never);
  await Container.get(BinaryDataService).init();
  await DataDeduplicationService.init(followLatest(seen));
}

function adaptLogger(logger: Logger) {
  const adapted = {
    // What n8n calls info and debug happens at each node of each run.
    debug: () => undefined,
    info: (message: string, facts: object = {}) => logger.debug({ n8n: facts }, message),
    warn: (message: string, facts: object = {}) => logger.warn({ n8n: facts }, message),
    error: (message: string, facts: object = {}) => logger.error({ n8n: facts }, message),
    scoped: () => adapted,
  };
  return adapted;
}

/**
 * A node that fails is recorded on its execution; n8n's reporter would print its stack as well. Here is also the last
 * place that sees the error itself, before n8n-core copies what it has of its own into the run.
 */
function adaptErrorReporter(logger: Logger) {
  const report = (error: unknown) => {
    markErrorCode(error);
    logger.debug({ reason: messageOf(error) }, 'n8n reported an error');
  };
  return { error: report, warn: report, info: report, wrap: (error: Error) => error, shutdown: async () => undefined };
}

function followLatest(latest: { values?: SeenValues }): IDataDeduplicator {
  const values = (): SeenValues => {
    if (latest.values) return latest.values;
    throw new CodedUnexpectedError('INTERNAL', 'No database is open.');
  };
  return {
    checkProcessedAndRecord: (...request) => values().checkProcessedAndRecord(...request),
    removeProcessed: (...request) => values().removeProcessed(...request),
    clearAllProcessedItems: (scope, context) => values().clearAllProcessedItems(scope, context),
    getProcessedDataCount: (...request) => values().getProcessedDataCount(...request),
  };
}
