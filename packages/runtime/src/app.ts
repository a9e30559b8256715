import path from 'node:path';

import pino from 'pino';

import type { Config } from './config';
import { AttributeStore, ContactImports, ContactStore, ContactWriter, ListStore, tellConsent } from './contacts';
import { ConsentLinks, Consents, Preferences } from './consent';
import { AesCipher, checkEncryptionKey, CredentialStore, loadSecret } from './credentials';
import { isNewFolder, makeDataFolder } from './data-folder';
import { openDatabase, type Database, type Transaction } from './db';
import {
  continueAt,
  CrashRecord,
  disarmExecution,
  Engine,
  ExecutionStore,
  FollowPublications,
  LiveWorkflows,
  rebind,
  retryExecution,
  routeEvent,
  runByHand,
  saveExit,
  shiftWaits,
} from './engine';
import { DeadLetters } from './dead-letters';
import { readDemo, seedDemo } from './demo';
import { EventLog, publisher, type StoredEvent } from './events';
import { Admission, createServer, listen } from './http';
import {
  EndRules,
  JourneyControl,
  Journeys,
  loadEndRules,
  mergeEntries,
  Pauses,
  PendingEntries,
  PruneRefusals,
  reviewMessage,
  Sweeps,
  type Ended,
  type EnginePorts,
} from './journeys';
import { HubService, inProcessHub, SubscriptionDeliverer, Subscriptions, type HubExecution } from './hub';
import { HandOverJournal, MailboxProvider, MessageStore, Outbox, queueConfirmation, SmtpProvider } from './messages';
import { N8nHost } from './n8n-host';
import { SegmentMembers, SegmentStore, SegmentSweeps } from './segments';
import { lockDataFolder } from './server-lock';
import { minutes, seconds, settledWithin, systemClock, TokenSigner, type Clock, type Logger } from './shared';
import { receiveHint, receiveWebhook, RefusalLog, ShopConnections, ShopStore, ShopSync, sourcesOf } from './shops';
import { WebhookReceiver } from './webhooks';
import { WorkflowStore } from './workflows';
import { ensureWorkspace, WORKSPACE } from './workspace';

/** The root of the repository, or of the installed image: the node package and the editor are built there. */
const ROOT = path.resolve(__dirname, '../../..');

/**
 * Everything, wired: the one place where collaborators meet. Opening touches only the data folder and the database;
 * `start` begins to work and to listen.
 */
export type App = Awaited<ReturnType<typeof openApp>>;

export interface AppOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Works on this execution and what it enters only: for a run by hand. */
  readonly isCommand?: boolean;
}

export async function openApp(config: Config, options: AppOptions = {}) {
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? pino({ level: config.logLevel });
  const isNew = isNewFolder(config.dataFolder);
  makeDataFolder(config.dataFolder);
  const apiKey = loadSecret(config.dataFolder, 'api-key', config.apiKey);
  const encryptionKey = loadSecret(config.dataFolder, 'encryption-key', config.encryptionKey);
  const cipher = new AesCipher(encryptionKey);
  const database = await openDatabase(config.databaseUrl);
  await checkEncryptionKey(database, cipher);
  await ensureWorkspace(database, { clock, timeZone: config.timeZone });

  const workflows = new WorkflowStore(database, clock);
  const credentials = new CredentialStore(database, cipher, clock);
  const shops = new ShopStore({ database, cipher, clock });
  const events = new EventLog(database);
  const contacts = new ContactStore(database);
  const messages = new MessageStore(database);
  const subscriptions = new Subscriptions(database, cipher, clock);
  const deliverer = new SubscriptionDeliverer({ database, cipher, clock, logger });

  const provider = config.smtpUrl === undefined ? new MailboxProvider() : new SmtpProvider({ url: config.smtpUrl });
  const serverName = loadSecret(config.dataFolder, 'server-name', undefined);
  const outbox = new Outbox({
    database,
    provider,
    clock,
    logger,
    inDoubt: config.mailInDoubt,
    journal: new HandOverJournal(path.join(config.dataFolder, 'outbox-journal')),
    owner: serverName,
    review: (tx, message) => {
      const leave = async (inTx: Transaction, end: Ended) => {
        await saveExit(inTx, end.execution, { ...end, now: clock.now() });
      };
      return reviewMessage(tx, message, { versions, events, now: clock.now(), leave });
    },
  });
  const sender = config.mailFrom;

  const host = await N8nHost.load({
    dataFolder: config.dataFolder,
    ownPackage: ROOT,
    publicUrl: config.publicUrl,
    timeZone: config.timeZone,
    database,
    credentials,
    workflows,
    clock,
    logger,
    leanPath: config.leanPath,
  });
  const links = new ConsentLinks(new TokenSigner(encryptionKey), config.publicUrl);
  const preferencesUrl = (workspace: number, contact: number) => links.preferences(workspace, contact);
  const pauses = new Pauses(database);
  const onQueued = (tx: Transaction) => tx.afterCommit(() => outbox.wake());
  const hubFor = (execution: HubExecution) =>
    inProcessHub(execution, { queries: database, clock, sender, preferencesUrl, onQueued });
  const engine = new Engine({
    database,
    host,
    workflows,
    hubFor,
    publicUrl: config.publicUrl,
    clock,
    logger,
    pauses,
    recentPayload: (event) => events.recentPayload(event),
    ...(options.isCommand === true
      ? { only: new Set() }
      : {
          owner: serverName,
          crashRecord: new CrashRecord(path.join(config.dataFolder, 'in-hand'), logger),
        }),
  });
  const { versions } = engine;
  const executions = new ExecutionStore(database, engine.inHand);
  const endRules = new EndRules();
  const live = new LiveWorkflows({ database, host, workflows, engine, logger, endRules });
  const follower = database.dialect === 'postgres' ? new FollowPublications(live, logger) : undefined;
  const entering = { clock, pauses, live, enter: engine.enter.bind(engine) };
  const pending = new PendingEntries({ ...entering, database, logger, events });
  const journeys = new Journeys({ ...entering, pending, endRules, versions });
  const ports: EnginePorts = {
    versions,
    leave: saveExit,
    continueAt,
    rebind,
    disarm: disarmExecution,
    shiftWaits,
    wake: () => engine.wake(),
    isInHand: (execution) => engine.inHand.has(execution),
  };
  const sweeps = new Sweeps({ database, clock, logger, pauses, ports });
  const pruning = new PruneRefusals({ database, clock, logger, keptDays: config.refusalsKeptDays });
  const control = new JourneyControl({
    database,
    clock,
    pauses,
    sweeps,
    ports,
    workflows: {
      get: (workspace, id) => workflows.get(workspace, id),
      publish: async (workspace, id) => (await live.activate(workspace, id)).id,
      deactivate: (workspace, id) => live.deactivate(workspace, id),
    },
  });

  // Here the loop closes: what shops tell becomes events, and events enter journeys.
  const route = async (tx: Transaction, event: StoredEvent): Promise<void> => {
    await routeEvent(tx, event, { engine, journeys, clock });
    if ((await subscriptions.enqueue(tx, event)) > 0) tx.afterCommit(() => deliverer.wake());
    await segmentMembers.onEvent(tx, event);
  };
  const publish = publisher({ events, route, clock });
  const writer = new ContactWriter({
    database,
    clock,
    publish,
    mergeEntries: (tx, { now, ...merge }) =>
      mergeEntries(tx, merge, (inTx, end) => saveExit(inTx, end.execution, { ...end, now })),
    end: (tx, execution, reason, now) => saveExit(tx, execution, { reason, now }),
  });
  const changed = tellConsent(publish);
  const consents = new Consents({
    ...{ database, clock, links, changed },
    sendConfirmation: (tx, to) => queueConfirmation(tx, to, { clock, sender, onQueued }),
  });
  const imports = new ContactImports({
    ...{ database, clock, logger, writer, changed, owner: serverName },
    folder: path.join(config.dataFolder, 'imports'),
  });
  const preferences = new Preferences({ database, clock, links, changed });
  const segments = new SegmentStore(database, clock);
  const segmentMembers = new SegmentMembers({
    clock,
    tell: async (tx, event) => {
      const stored = await events.append(tx, event, clock.now());
      if (stored) await route(tx, stored);
    },
  });
  const segmentSweeps = new SegmentSweeps({ database, clock, logger, members: segmentMembers });
  const refusals = new RefusalLog({ logger, clock });
  const sourceOf = sourcesOf({
    clock,
    queries: database,
    publicUrl: config.publicUrl,
    callsPerSecond: config.shopCallsPerSecond,
  });
  const interval = minutes(config.shopPollMinutes);
  const shopSync = new ShopSync({
    database,
    shops,
    events,
    route,
    clock,
    logger,
    sourceOf,
    owner: serverName,
    interval,
  });
  const wakeSync = () => shopSync.wake();
  const connections = new ShopConnections({ database, shops, sourceOf, clock, logger, wake: wakeSync });
  const webhooks = new WebhookReceiver({ live, engine, host, now: () => clock.now() });
  const hub = new HubService({ database, clock, sender, preferencesUrl, subscriptions, outbox });
  const byHand = { database, workflows, host, engine };

  const admission = new Admission();
  const deadLetters = new DeadLetters({
    queries: database,
    retryExecution: (workspace, id) => retryExecution(workspace, id, { engine, database }),
    retryMessage: (id) => outbox.retryMessage(id),
  });
  const http = createServer({
    admission,
    deadLetters,
    workspace: WORKSPACE,
    apiKey,
    publicUrl: config.publicUrl,
    editorFolder: path.join(ROOT, 'packages/editor-ui/dist'),
    workflows,
    credentials,
    executions,
    contacts,
    contactWriter: writer,
    imports,
    attributes: new AttributeStore(database, clock),
    lists: new ListStore(database, clock),
    consents,
    preferences,
    consentLinks: links,
    events,
    messages,
    segments,
    segmentSweeps,
    shops,
    connections,
    database,
    outbox,
    live,
    journeys: control,
    hub,
    host,
    engine: {
      runByHand: async (workspace, workflow) => ({ executionId: await runByHand(workspace, workflow, byHand) }),
      retry: async (workspace, id) => ({ executionId: await retryExecution(workspace, id, { engine, database }) }),
      stopExecution: (workspace, id) => stopExecution(database, executions, clock, workspace, id),
    },
    receiveShopWebhook: (shop, request) =>
      receiveWebhook({ database, shops, events, route, clock, logger, refusals }, shop, request),
    receiveShopHint: (shop, request) =>
      receiveHint({ database, shops, clock, refusals, wake: wakeSync }, shop, request),
    receiveNodeWebhook: ({ kind, method, path: at }, raw, response, body) =>
      kind === 'live'
        ? webhooks.receive({ raw, method, path: at, body }, response)
        : webhooks.receiveWaiting({ raw, method, path: at, body }, response),
    logger,
    clock,
    health: async () => {
      await database.get('SELECT 1');
      const { lean, full } = host.paths;
      return { mail: provider.name, database: database.dialect, paths: { lean, full } };
    },
  });

  const seeds = { database, shops, workflows, live, workspace: WORKSPACE, journeys: path.join(ROOT, 'workflows') };
  let unlock: () => void = () => undefined;
  let isStarted = false;

  return {
    config,
    apiKey,
    database,
    workflows,
    executions,
    shops,
    connections,
    shopSync,
    events,
    contacts,
    writer,
    imports,
    consents,
    links,
    live,
    pending,
    control,
    pruning,
    outbox,
    engine,
    http,
    admission,
    deadLetters,
    route,
    segments,
    segmentMembers,
    segmentSweeps,
    mail: provider.name,

    /** Begins to work and to listen. @returns the address that it listens at, and the demo that it serves, if any */
    async start() {
      unlock = lockDataFolder(config.dataFolder, localUrl(config));
      await loadEndRules(database, endRules);
      await pauses.read();
      await live.startAll();
      follower?.start();
      await engine.start();
      pending.start();
      sweeps.start();
      pruning.start();
      await imports.start();
      segmentSweeps.start();
      await outbox.start();
      deliverer.start();
      await shopSync.start();
      isStarted = true;
      const isDemo = (config.demo ?? isNew) && !readDemo(config.dataFolder);
      if (isDemo) await seedDemo({ ...seeds, dataFolder: config.dataFolder, publicUrl: config.publicUrl });
      return { url: await listen(http, config), demo: readDemo(config.dataFolder) };
    },

    /** Runs a workflow by hand until it ends or rests for long, without serving anything else. */
    async runOnce(workspace: number, workflowId: string) {
      await engine.start();
      const id = await new Promise<number>((resolve, reject) => {
        const started = runByHand(workspace, workflowId, byHand, {
          onStop: (run) => {
            const pause = run.waitTill ? run.waitTill.getTime() - clock.now() : Infinity;
            if (run.status !== 'waiting' || pause > LONGEST_WAIT_BY_HAND) started.then(resolve, reject);
          },
        });
        started.catch(reject);
      });
      await engine.settled();
      return { execution: await executions.get(workspace, id), data: await executions.data(workspace, id) };
    },

    /** Stops taking work, waits for what is in hand, and closes everything. */
    async close(): Promise<void> {
      admission.close();
      const closing = http.close();
      // Most of what is in hand is answered at once; calls that are held for the end of an execution are not waited for.
      await settledWithin(LONGEST_ANSWER, closing);
      await follower?.stop();
      await live.stopAll();
      await shopSync.stop();
      await imports.stop();
      await pending.stop();
      await sweeps.stop();
      await pruning.stop();
      await segmentSweeps.stop();
      await engine.stop();
      http.server.closeAllConnections();
      await closing;
      // A mail server that takes its time: the journal tells the next process how far the mail came.
      if (isStarted) await settledWithin(LONGEST_ANSWER, Promise.all([outbox.stop(), deliverer.stop()]));
      await provider.close();
      await host.stop();
      await database.close();
      unlock();
    },
  };
}

/** How long a server that is told to end waits for answers on their way, in and out. */
const LONGEST_ANSWER = seconds(3);

/** As long as n8n's Wait node holds a run in memory: `execute` waits for it too. */
const LONGEST_WAIT_BY_HAND = 65_000;

/** Where commands on this machine reach the server, whatever name the world knows it by. */
function localUrl({ host, port }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name}:${port}`;
}

async function stopExecution(
  database: Database,
  executions: ExecutionStore,
  clock: Clock,
  workspace: number,
  id: number,
): Promise<void> {
  await executions.get(workspace, id);
  await database.write((tx) => saveExit(tx, id, { reason: 'Stopped by an operator', now: clock.now() }));
}
