import type { Database } from '../db';
import { codeOf, messageOf, seconds, type Logger } from '../shared';
import type { Outcome } from './outcome';
import type { Site } from './site';

const EVERY = seconds(10);

export interface DailyCount {
  readonly day: string;
  readonly outcome: Outcome;
  readonly n: number;
}

/** Counts what became of messages: in memory, so that refusing costs nothing, and in the database every few seconds. */
export class OutcomeCounts {
  private pending = new Map<string, { site: Site; day: string; outcome: Outcome; n: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: { now(): number };
      readonly logger: Logger;
    },
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.flush(), EVERY.milliseconds).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.flush();
  }

  count(site: Site, outcome: Outcome, n = 1): void {
    if (n <= 0) return;
    const day = dayOf(this.dependencies.clock.now());
    const key = `${site.id} ${day} ${outcome}`;
    const counted = this.pending.get(key);
    if (counted) counted.n += n;
    else this.pending.set(key, { site, day, outcome, n });
  }

  /** Stores what was counted. Never rejects: what cannot be stored is stored the next time. */
  async flush(): Promise<void> {
    const { database, logger } = this.dependencies;
    const counted = [...this.pending.values()];
    if (counted.length === 0) return;
    this.pending = new Map();
    try {
      await database.write(async (tx) => {
        for (const { site, day, outcome, n } of counted) {
          await tx.run(
            `INSERT INTO site_count (site, day, outcome, workspace, n) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT (site, day, outcome) DO UPDATE SET n = site_count.n + excluded.n`,
            [site.id, day, outcome, site.workspace, n],
          );
        }
      });
    } catch (error) {
      for (const { site, outcome, n } of counted) this.count(site, outcome, n);
      logger.warn(
        { code: codeOf(error), reason: messageOf(error) },
        'Counts of sites could not be stored; trying again',
      );
    }
  }

  /** The days since an instant, the newest first, of each of some sites. */
  async since(sites: readonly string[], at: number): Promise<(site: string) => DailyCount[]> {
    await this.flush();
    const places = sites.map(() => '?').join(', ');
    const rows =
      sites.length === 0
        ? []
        : await this.dependencies.database.all<DailyCount & { site: string }>(
            `SELECT site, day, outcome, n FROM site_count WHERE site IN (${places}) AND day >= ? ORDER BY day DESC, outcome`,
            [...sites, dayOf(at)],
          );
    const bySite = new Map<string, DailyCount[]>();
    for (const { site, ...count } of rows) bySite.set(site, [...(bySite.get(site) ?? []), count]);
    return (site) => bySite.get(site) ?? [];
  }
}

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
