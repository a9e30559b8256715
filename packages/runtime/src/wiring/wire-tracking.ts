import { Unsubscribing } from '../consent';
import type { entities } from '../db';
import { TokenSigner } from '../shared';
import {
  ClickJudge,
  countEngagement,
  FetchLog,
  Fetches,
  outgoingEmail,
  Reactions,
  ReturnPaths,
  TrackingLinks,
} from '../tracking';
import type { Job } from './job';
import type { Contacts } from './wire-contacts';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';

export type MessageTracking = ReturnType<typeof wireTracking>;

/** What becomes of messages with those who get them. */
export function wireTracking(
  { config, database, clock, logger, encryptionKey }: Foundation,
  { links: consentLinks }: Pick<Messages, 'links'>,
  { tell }: Pick<Events, 'tell'>,
  { changed }: Pick<Contacts, 'changed'>,
) {
  const links = new TrackingLinks(new TokenSigner(encryptionKey), config.publicUrl);
  const fetchLog = new FetchLog({ database, clock, logger });
  const clickJudge = new ClickJudge({ database, clock, logger, tell });
  const { bounceDomain, unsubscribeAddress } = config;
  const returnPaths = bounceDomain === undefined ? undefined : new ReturnPaths(bounceDomain, encryptionKey);
  const dressing = { queries: database, links, consentLinks, unsubscribeAddress, returnPaths };
  const jobs: Job[] = [fetchLog, clickJudge];
  return {
    ...{ fetchLog, clickJudge, returnPaths, jobs },
    reactions: new Reactions({ database, clock, tell, signer: new TokenSigner(encryptionKey) }),
    fetches: new Fetches({ database, clock, logger, links, log: fetchLog, tell }),
    outgoing: (message: entities.Message) => outgoingEmail(message, dressing),
    unsubscribing: new Unsubscribing({
      ...{ database, clock, links: consentLinks, changed },
      onWithdrawn: async (tx, { workspace, message }) => {
        const engagement = { message, kind: 'unsubscribe', class: 'human', workspace } as const;
        const isStored = await tx.get('SELECT id FROM message WHERE id = ?', [message]);
        if (isStored) await countEngagement(tx, { ...engagement, count: 1, at: clock.now() });
      },
    }),
  };
}
