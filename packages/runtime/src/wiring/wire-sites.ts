import path from 'node:path';

import { CallReceiver, OutcomeCounts, PruneVisitors, SiteScripts, SiteStore, Tracker } from '../sites';
import type { Job } from './job';
import { ROOT } from './root';
import type { Contacts } from './wire-contacts';
import type { EngineParts } from './wire-engine';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';

export type Sites = ReturnType<typeof wireSites>;

/** Web sites, what their visitors do there, and the script that tells it. */
export function wireSites(
  { config, database, clock, logger }: Foundation,
  { events }: Pick<EngineParts, 'events'>,
  { route, triggers }: Pick<Events, 'route' | 'triggers'>,
  { writer }: Pick<Contacts, 'writer'>,
  { pushSenders }: Pick<Messages, 'pushSenders'>,
) {
  const sites = new SiteStore(database, clock);
  const siteCounts = new OutcomeCounts({ database, clock, logger });
  const ports = { events, route, remember: triggers.interests.onEvent.bind(triggers.interests) };
  const tracker = new Tracker({
    ...{ database, clock, ...ports },
    contextIn: (tx, workspace) => writer.contextIn(tx, workspace),
  });
  const visitorPruning = new PruneVisitors({ database, sites, clock, logger, ports });
  const jobs: Job[] = [siteCounts, visitorPruning];
  const siteCalls = new CallReceiver({ sites, tracker, counts: siteCounts, clock });
  const siteScripts = new SiteScripts({
    folder: path.join(ROOT, 'packages/site-script/dist'),
    publicUrl: config.publicUrl,
    pushKeyOf: (workspace) => pushSenders.publicKeyOf(workspace),
  });
  return { sites, siteCalls, siteCounts, siteScripts, visitorPruning, jobs };
}
