import type { Database } from '../db';
import type { TellEvent } from '../events';
import type { Clock, Logger } from '../shared';
import { codeOf, messageOf, seconds, settledWithin } from '../shared';
import type { Fetch } from './classes';
import { classifyOpen, isScan } from './classify-fetch';
import type { FetchLog } from './fetch-log';
import { addClick } from './sql/add-click';
import { countEngagement } from './sql/count-engagement';
import { findEngaged, holdEngaged } from './sql/engaged-message';
import { tellEngagement } from './tell-engagement';
import { DECOY, PICTURE, type TrackingLinks } from './tracking-links';

/** A reader waits no longer for what is written about them. */
const PATIENCE = seconds(1);

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly links: TrackingLinks;
  readonly log: FetchLog;
  readonly tell: TellEvent;
}

/** Takes the requests that mails make: for their picture, and for the links in them. */
export class Fetches {
  constructor(private readonly dependencies: Dependencies) {}

  /** @returns whether the token is one of ours */
  async opened(token: string, fetch: Fetch): Promise<boolean> {
    const claim = this.dependencies.links.readOpen(token);
    if (!claim) return false;
    await this.patiently(this.noteOpen(claim.message, fetch));
    return true;
  }

  /** @returns where the link leads; undefined where the token is none of ours */
  async clicked(token: string, fetch: Fetch): Promise<string | undefined> {
    const claim = this.dependencies.links.readClick(token);
    if (!claim) return undefined;
    const { database, clock, log } = this.dependencies;
    const note = async (): Promise<void> => {
      const { message, position } = claim;
      const found = await findEngaged(database, message);
      if (!found) return;
      const at = clock.now();
      const isProgram = position === DECOY || isScan(fetch, found, at);
      await log.note(`${message} ${position} ${isProgram}`, async (tx, times) => {
        const held = await holdEngaged(tx, message);
        if (held) await addClick(tx, held, { ...claim, isScan: isProgram, times, at });
      });
    };
    await this.patiently(note());
    return claim.url;
  }

  private async noteOpen(message: string, fetch: Fetch): Promise<void> {
    const { database, clock, log, tell } = this.dependencies;
    const found = await findEngaged(database, message);
    if (!found) return;
    const at = clock.now();
    const openClass = classifyOpen(fetch, found, at);
    await log.note(`${message} ${openClass}`, async (tx, times) => {
      const held = await holdEngaged(tx, message);
      if (!held) return;
      if (openClass === 'human') {
        const picture = { message, position: PICTURE, count: 0, url: '' };
        await addClick(tx, held, { ...picture, isScan: false, times, at });
        return;
      }
      const { workspace } = held;
      const opening = { message, kind: 'open', class: openClass, workspace, count: times, at } as const;
      const isFirst = await countEngagement(tx, opening);
      if (isFirst && openClass === 'proxy') await tellEngagement(tx, held, { class: openClass, at }, tell);
    });
  }

  /** The reader gets what they asked for, whatever becomes of the note. */
  private async patiently(noting: Promise<void>): Promise<void> {
    const noted = noting.catch((error: unknown) => {
      const facts = { code: codeOf(error), reason: messageOf(error) };
      this.dependencies.logger.warn(facts, 'It was not noted that a message was opened or clicked');
    });
    await settledWithin(PATIENCE, noted);
  }
}
