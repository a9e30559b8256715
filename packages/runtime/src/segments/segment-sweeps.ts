import type { Database } from '../db';
import { minutes, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { differingContacts } from './differing-contacts';
import { fillSegment } from './fill-segment';
import type { Segment } from './segment';
import type { SegmentMembers } from './segment-members';
import { listSegments } from './segment-store';
import { isTimed } from './touches';

/** How often it is looked for segments that are to be filled, or swept. */
const LOOKS_EVERY = seconds(5);
/** How late somebody joins or leaves by the mere passing of time. */
const SWEEP_EVERY = minutes(15);
const AT_ONCE = 500;

/**
 * Settles who is in segments that are new, and who has come to belong to one, or not any more, by the passing of time.
 * All contacts are asked about in the background; whoever differs is looked at once more in a transaction.
 */
export class SegmentSweeps extends RecurringJob {
  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly members: SegmentMembers;
    },
  ) {
    super({
      every: LOOKS_EVERY,
      logger: dependencies.logger,
      complaint: 'Segments could not be settled; trying again',
    });
  }

  protected override async work(): Promise<void> {
    const { database } = this.dependencies;
    for (const segment of await listSegments(database)) {
      if (segment.filledTo !== null) await this.fill(segment);
      else if (isTimed(segment.rule)) await this.sweep(segment);
    }
  }

  private async fill({ id }: Segment): Promise<void> {
    const { database, clock } = this.dependencies;
    while (!this.isStopping && !(await fillSegment(database, id, () => clock.now())));
  }

  private async sweep(segment: Segment): Promise<void> {
    const { database, clock, members } = this.dependencies;
    if (!(await this.claim(segment))) return;
    for (let after = 0; !this.isStopping;) {
      const differing = await differingContacts(database, segment, { after, asOf: clock.now(), limit: AT_ONCE });
      for (const contact of differing) await database.write((tx) => members.reconsider(tx, segment, contact));
      if (differing.length < AT_ONCE) return;
      after = differing.at(-1) ?? Number.MAX_SAFE_INTEGER;
    }
  }

  /** Of several processes one sweeps. Most looks find nothing due: those write nothing. */
  private async claim({ id }: Segment): Promise<boolean> {
    const { clock, database } = this.dependencies;
    const now = clock.now();
    const due = 'id = ? AND (swept_at IS NULL OR swept_at <= ?)';
    const which = [id, now - SWEEP_EVERY.milliseconds];
    if (!(await database.get(`SELECT id FROM segment WHERE ${due}`, which))) return false;
    const claimed = await database.write((tx) =>
      tx.run(`UPDATE segment SET swept_at = ? WHERE ${due}`, [now, ...which]),
    );
    return claimed > 0;
  }
}
