import path from 'node:path';

import type { Config } from './config';
import { readDemo, seedDemo } from './demo';
import { runByHand } from './engine';
import { listen } from './http';
import { loadEndRules } from './journeys';
import { lockDataFolder } from './server-lock';
import { seconds, settledWithin, TestClock } from './shared';
import {
  ROOT,
  wireBrowsers,
  wireCallbacks,
  calendarForContacts,
  wireCalendar,
  wireContacts,
  wireCoupons,
  wireEngine,
  wireEvents,
  wireForms,
  wireFoundation,
  wireHttp,
  wireInsights,
  wireMessages,
  wireReturns,
  wireScores,
  wireSenderDomains,
  wireShops,
  wireSites,
  wireTracking,
  type AppOptions,
} from './wiring';
import { WORKSPACE } from './workspace';

export type { AppOptions } from './wiring';

/**
 * Everything, wired: the one place where collaborators meet. Opening touches only the data folder and the database;
 * `start` begins to work and to listen.
 */
export type App = Awaited<ReturnType<typeof openApp>>;

export async function openApp(config: Config, options: AppOptions = {}) {
  const foundation = await wireFoundation(config, options);
  const { database, clock } = foundation;
  const calendars = wireCalendar(foundation);
  const messaging = wireMessages(foundation, {
    calendar: calendarForContacts(calendars.sendingCalendars),
    journeys: {
      standing: (tx, message) => running.messagePort.standing(tx, message),
      priorityOf: (tx, execution) => running.messagePort.priorityOf(tx, execution),
    },
    outgoing: (message) => engagement.outgoing(message),
    reactionToken: (message) => engagement.reactions.tokenOf(message),
    isEngineBehind: () => running.engine.isBehind,
    onSent: (tx, message) => eventing.triggers.watches.onSent(tx, message),
    onFailed: (tx, message) => answering.onFailed(tx, message),
    payloadOf: (queries, workspace, event) => running.events.payloadOf(queries, workspace, event),
    confirmUrl: async (queries, to) =>
      (await forming.submissions.confirmUrl(queries, to)) ?? (await people.consents.confirmUrl(queries, to)),
  });
  const couponing = wireCoupons(foundation, {
    createAtShop: (workspace, shop, coupon) => shopping.createCoupon(workspace, shop, coupon),
  });
  const running = await wireEngine(foundation, messaging, {
    triggersChanged: (...changed) => eventing.triggersChanged(...changed),
    scores: () => scoring.scores,
    coupons: couponing.coupons,
    people: () => people,
  });
  const insight = wireInsights(foundation);
  const eventing = wireEvents(foundation, running, insight, () => scoring.scores);
  const scoring = wireScores(foundation, messaging, running, eventing);
  const people = wireContacts(foundation, messaging, eventing, scoring);
  const forming = wireForms(foundation, messaging, eventing, people);
  const shopping = wireShops(foundation, running, eventing);
  const tracking = wireSites(foundation, running, eventing, people, messaging);
  const engagement = wireTracking(foundation, messaging, eventing, people);
  const visiting = wireBrowsers(foundation, messaging, tracking, engagement);
  const answering = wireCallbacks(foundation, messaging, running, eventing, people);
  const returning = wireReturns(foundation, eventing, engagement, people);
  const { http, admission, deadLetters, simulator, crowds } = wireHttp({
    ...{ foundation, messaging, running, eventing, scoring, insight, people, forming, shopping, tracking, calendars },
    ...{ engagement, answering, couponing, returning, visiting, senderDomains: wireSenderDomains(foundation) },
  });

  const { workflows, host, engine, live, pauses, endRules, follower, executions } = running;
  const { provider, clients, outbox } = messaging;
  const { deliverer } = eventing;
  const { shopSync } = shopping;
  const features = [messaging, running, people, forming, eventing, scoring, insight, tracking, shopping, engagement];
  const jobs = features.flatMap((feature) => feature.jobs);
  const byHand = { database, workflows, host, engine };
  const seeds = { database, shops: shopping.shops, workflows, live, workspace: WORKSPACE };
  let unlock: () => void = () => undefined;
  let isStarted = false;

  return {
    ...running,
    ...messaging,
    ...eventing,
    ...scoring,
    ...insight,
    ...people,
    ...forming,
    ...shopping,
    ...tracking,
    ...calendars,
    ...engagement,
    ...couponing,
    ...returning,
    ...{ config, apiKey: foundation.apiKey, database, http, admission, deadLetters },
    mail: provider.name,

    /** Begins to work and to listen. @returns the address that it listens at, and the demo that it serves, if any */
    async start() {
      unlock = lockDataFolder(config.dataFolder, localUrl(config));
      await loadEndRules(database, endRules);
      await pauses.read();
      await live.startAll();
      await follower?.start();
      await engine.start();
      for (const job of jobs) await job.start();
      await outbox.start();
      deliverer.start();
      await shopSync.start();
      if (clock instanceof TestClock) clock.follow(() => [engine, outbox].forEach((each) => each.wake()));
      isStarted = true;
      const isDemo = (config.demo ?? foundation.isNew) && !readDemo(config.dataFolder);
      if (isDemo) {
        const { dataFolder, publicUrl } = config;
        await seedDemo({ ...seeds, journeys: path.join(ROOT, 'workflows'), dataFolder, publicUrl });
      }
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
      if (clock instanceof TestClock) clock.stop();
      const closing = http.close();
      // Most of what is in hand is answered at once; calls that are held for the end of an execution are not waited for.
      await settledWithin(LONGEST_ANSWER, closing);
      crowds.stop();
      await simulator.stop();
      await follower?.stop();
      await live.stopAll();
      await shopSync.stop();
      for (const job of jobs) await job.stop();
      await engine.stop();
      http.server.closeAllConnections();
      await closing;
      // A mail server that takes its time: the journal tells the next process how far the mail came.
      if (isStarted) await settledWithin(LONGEST_ANSWER, Promise.all([outbox.stop(), deliverer.stop()]));
      await settledWithin(LONGEST_ANSWER, Promise.all([provider.close(), clients.close()]));
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
