import path from 'node:path';

import { DeadLetters } from '../dead-letters';
import { retryExecution, runByHand } from '../engine';
import { Admission, createServer } from '../http';
import { HubService } from '../hub';
import { CrowdJobs } from '../simulate';
import { TemplateLibrary } from '../templates';
import { WebhookReceiver } from '../webhooks';
import { WORKSPACE } from '../workspace';
import { ROOT } from './root';
import { stopExecution } from './stop-execution';
import type { Browsers } from './wire-browsers';
import type { Callbacks } from './wire-callbacks';
import type { Calendars } from './wire-calendar';
import type { Contacts } from './wire-contacts';
import type { CouponParts } from './wire-coupons';
import type { EngineParts } from './wire-engine';
import type { Events } from './wire-events';
import type { Forms } from './wire-forms';
import type { Foundation } from './wire-foundation';
import type { Insights } from './wire-insights';
import type { Messages } from './wire-messages';
import type { Scoring } from './wire-scores';
import type { Shops } from './wire-shops';
import { wireSimulator } from './wire-simulator';
import type { Sites } from './wire-sites';
import type { SenderDomains } from './wire-sender-domains';
import type { MessageReturns } from './wire-returns';
import type { MessageTracking } from './wire-tracking';

interface Features {
  readonly foundation: Foundation;
  readonly messaging: Messages;
  readonly running: EngineParts;
  readonly eventing: Events;
  readonly scoring: Scoring;
  readonly insight: Insights;
  readonly people: Contacts;
  readonly forming: Forms;
  readonly shopping: Shops;
  readonly tracking: Sites;
  readonly answering: Callbacks;
  readonly calendars: Calendars;
  readonly engagement: MessageTracking;
  readonly couponing: CouponParts;
  readonly returning: MessageReturns;
  readonly senderDomains: SenderDomains;
  readonly visiting: Browsers;
}

/** The HTTP server: what shops, browsers, n8n and the API's callers reach. */
export function wireHttp(features: Features) {
  const { foundation, messaging, running, eventing, scoring, insight, people, forming, shopping, tracking } = features;
  const { calendars, couponing } = features;
  const { callbacks, shortLinks } = features.answering;
  const { config, database, clock, logger, apiKey } = foundation;
  const { publicUrl } = config;
  const { outbox, provider, links, messages, brands, messageTemplates, previews, composing } = messaging;
  const { workflows, credentials, events, host, engine, live, control, executions } = running;
  const byHand = { database, workflows, host, engine };
  const admission = new Admission();
  const simulator = wireSimulator();
  const crowds = new CrowdJobs();
  const webhooks = new WebhookReceiver({ live, engine, host, now: () => clock.now() });
  const deadLetters = new DeadLetters({
    queries: database,
    retryExecution: (workspace, id) => retryExecution(workspace, id, { engine, database }),
    retryMessage: (id) => outbox.retryMessage(id),
  });
  const http = createServer({
    ...{ admission, deadLetters, apiKey, publicUrl, workflows, credentials, executions, events, messages, brands },
    ...{ database, outbox, live, host, logger, clock },
    ...{ callbacks, shortLinks, senders: messaging.senders, senderTest: messaging.senderTest },
    templateFaults: messaging.templateFaults,
    ...{ messageTemplates, previews, couponPools: couponing.couponPools },
    trustedProxies: config.trustedProxies,
    workspace: WORKSPACE,
    editorFolder: path.join(ROOT, 'packages/editor-ui/dist'),
    contacts: people.contacts,
    contactWriter: people.writer,
    imports: people.imports,
    attributes: people.attributes,
    lists: people.lists,
    consents: people.consents,
    preferences: people.preferences,
    reminders: people.reminders,
    consentLinks: links,
    unsubscribing: features.engagement.unsubscribing,
    fetches: features.engagement.fetches,
    reactions: features.engagement.reactions,
    ...features.visiting,
    ...forming,
    ...calendars,
    ...features.returning,
    ...features.senderDomains,
    segments: eventing.segments,
    segmentSweeps: eventing.segmentSweeps,
    shops: shopping.shops,
    connections: shopping.connections,
    partings: shopping.partings,
    ...{ sites: tracking.sites, siteCalls: tracking.siteCalls },
    ...{ siteCounts: tracking.siteCounts, siteScripts: tracking.siteScripts },
    journeys: control,
    ...{ simulator, crowds },
    iconsFolder: path.join(ROOT, 'icons'),
    templates: new TemplateLibrary(config.templatesFolder ?? path.join(ROOT, 'workflows')),
    scores: scoring.scores,
    scoreBook: scoring.scoreBook,
    scoreStore: scoring.scoreStore,
    scoreSweeps: scoring.scoreSweeps,
    recounts: scoring.recounts,
    thresholds: scoring.thresholds,
    insights: insight.insights,
    hub: new HubService({
      ...{ database, clock, outbox, subscriptions: eventing.subscriptions, scores: scoring.scores },
      ...composing,
      coupons: couponing.coupons,
      people,
      payloadOf: (queries, workspace, event) => events.payloadOf(queries, workspace, event),
    }),
    engine: {
      runByHand: async (workspace, workflow) => ({ executionId: await runByHand(workspace, workflow, byHand) }),
      retry: async (workspace, id) => ({ executionId: await retryExecution(workspace, id, { engine, database }) }),
      stopExecution: (workspace, id) => stopExecution(workspace, id, { database, executions, clock }),
    },
    receiveShopWebhook: shopping.receiveWebhook,
    receiveShopHint: shopping.receiveHint,
    receiveNodeWebhook: ({ kind, method, path: at }, raw, response, body) =>
      kind === 'live'
        ? webhooks.receive({ raw, method, path: at, body }, response)
        : webhooks.receiveWaiting({ raw, method, path: at, body }, response),
    health: async () => {
      await database.get('SELECT 1');
      const { lean, full } = host.paths;
      return { mail: provider.name, database: database.dialect, paths: { lean, full } };
    },
  });
  return { http, admission, deadLetters, simulator, crowds };
}
