import { holdContact, type Database } from '../db';
import { days, hours, RecurringJob, type Clock, type Logger } from '../shared';
import { adoptHistory } from './adopt-history';
import type { EventPorts } from './keep-events';
import type { Site } from './site';
import type { SiteStore } from './site-store';

const EVERY = hours(1);
const AT_ONCE = 500;
/** For how long it is counted what was refused. */
const COUNTS_KEPT = days(90);

/** Forgets what unknown visitors did: what is older than a site keeps it, what is more than it may have, and sites that are gone. */
export class PruneVisitors extends RecurringJob {
  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly sites: Pick<SiteStore, 'all'>;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly ports: EventPorts;
    },
  ) {
    super({
      every: EVERY,
      logger: dependencies.logger,
      complaint: 'Old visits could not be deleted; trying again',
      level: 'warn',
    });
  }

  protected override async work(): Promise<void> {
    const { database, sites, clock } = this.dependencies;
    for (const site of await sites.all()) await this.pruneSite(site);
    await this.adoptStragglers();
    await this.pruneForgotten();
    const before = new Date(clock.now() - COUNTS_KEPT.milliseconds).toISOString().slice(0, 10);
    await database.write((tx) => tx.run('DELETE FROM site_count WHERE day < ?', [before]));
  }

  private async pruneSite({ id, settings }: Site): Promise<void> {
    const tooOld = this.dependencies.clock.now() - days(settings.retentionDays).milliseconds;
    const [surplus] = await this.dependencies.database.allInBackground<{ receivedAt: number }>(
      `SELECT received_at AS "receivedAt" FROM visitor_event WHERE site = ? ORDER BY received_at DESC, id DESC LIMIT 1 OFFSET ?`,
      [id, settings.mostEvents],
    );
    const before = Math.max(tooOld, surplus === undefined ? 0 : surplus.receivedAt + 1);
    await this.deleteInSteps('visitor_event', 'site = ? AND received_at < ?', [id, before]);
    await this.deleteVisitors('site = ? AND last_seen_at < ?', [id, before]);
  }

  /** On Postgres an event can be stored in the same moment in which its visitor says who they are. */
  private async adoptStragglers(): Promise<void> {
    const { database, clock, ports } = this.dependencies;
    const late = await database.allInBackground<{ workspace: number; anonymousId: string; contact: number }>(
      `SELECT v.workspace, v.anonymous_id AS "anonymousId", i.contact FROM visitor v JOIN contact_identity i
        ON i.workspace = v.workspace AND i.kind = 'anonymous' AND i.value = v.anonymous_id LIMIT ${AT_ONCE}`,
    );
    for (const { contact, ...visitor } of late) {
      await database.write(async (tx) =>
        adoptHistory(tx, visitor, await holdContact(tx, contact), { ...ports, now: clock.now() }),
      );
    }
  }

  /** Asked of the table with each step: a site that was made a moment ago keeps what it has. */
  private async pruneForgotten(): Promise<void> {
    const isGone = 'site NOT IN (SELECT id FROM site)';
    await this.deleteInSteps('visitor_event', isGone, []);
    await this.deleteVisitors(isGone, []);
  }

  private async deleteInSteps(table: 'visitor_event', condition: string, values: readonly unknown[]): Promise<void> {
    const step = `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${condition} LIMIT ${AT_ONCE})`;
    while (!this.isStopping && (await this.dependencies.database.write((tx) => tx.run(step, values))) === AT_ONCE);
  }

  private async deleteVisitors(condition: string, values: readonly unknown[]): Promise<void> {
    const step = `DELETE FROM visitor WHERE (workspace, anonymous_id) IN
      (SELECT workspace, anonymous_id FROM visitor WHERE ${condition} LIMIT ${AT_ONCE})`;
    while (!this.isStopping && (await this.dependencies.database.write((tx) => tx.run(step, values))) === AT_ONCE);
  }
}
