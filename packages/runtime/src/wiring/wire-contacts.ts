import path from 'node:path';

import { Consents, Preferences } from '../consent';
import { AttributeStore, ContactImports, ContactStore, ContactWriter, ListStore, tellConsent } from '../contacts';
import { saveExit } from '../engine';
import { mergeEntries } from '../journeys';
import { queueConfirmation } from '../messages';
import { Reminders } from '../reminders';
import type { Job } from './job';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';
import type { Scoring } from './wire-scores';

export type Contacts = ReturnType<typeof wireContacts>;

/** People, what they agreed to, and how they are brought in. */
export function wireContacts(
  foundation: Foundation,
  { links, reminderLinks, composing }: Pick<Messages, 'links' | 'reminderLinks' | 'composing'>,
  { publish }: Pick<Events, 'publish'>,
  { scores }: Pick<Scoring, 'scores'>,
) {
  const { config, database, clock, logger, serverName } = foundation;
  const writer = new ContactWriter({
    ...{ database, clock, publish },
    mergeEntries: (tx, { now, ...merge }) =>
      mergeEntries(tx, merge, (inTx, end) => saveExit(inTx, end.execution, { ...end, now })),
    mergeScores: (tx, merge) => scores.merge(tx, merge),
    end: (tx, execution, reason, now) => saveExit(tx, execution, { reason, now }),
  });
  const changed = tellConsent(publish);
  const imports = new ContactImports({
    ...{ database, clock, logger, writer, changed, owner: serverName },
    folder: path.join(config.dataFolder, 'imports'),
  });
  const jobs: Job[] = [imports];
  return {
    ...{ writer, changed, imports, jobs },
    contacts: new ContactStore(database),
    attributes: new AttributeStore(database, clock),
    lists: new ListStore(database, clock),
    reminders: new Reminders({ database, clock, links: reminderLinks, writer }),
    preferences: new Preferences({ database, clock, links, changed }),
    consents: new Consents({
      ...{ database, clock, links, changed },
      sendConfirmation: (tx, to) => queueConfirmation(tx, to, { clock, ...composing }),
    }),
  };
}
