import type { Database, Queries } from '../db';
import { milliseconds } from '../shared';

/** A journey that stands still. */
export interface Pause {
  readonly workflow: string;
  /** UTC epoch ms. */
  readonly pausedAt: number;
  /** Whether events that come meanwhile enter when it goes on. */
  readonly entersLater: boolean;
}

/** What is known of the pauses is at most so old. On Postgres another server may have paused a journey a moment ago. */
const KNOWN_FOR = { sqlite: milliseconds(500), postgres: milliseconds(0) };

/** Which journeys are paused. Read from the database before work is taken up, because each event and each execution asks. */
export class Pauses {
  private paused = new Map<string, Pause>();
  private readAt = -Infinity;

  constructor(private readonly database: Database) {}

  of(workflow: string): Pause | undefined {
    return this.paused.size === 0 ? undefined : this.paused.get(workflow);
  }

  /** Looks what other processes have paused, unless it was looked just now. */
  async refresh(): Promise<void> {
    if (performance.now() - this.readAt < KNOWN_FOR[this.database.dialect].milliseconds) return;
    await this.read();
  }

  async read(): Promise<void> {
    const rows = await readPauses(this.database);
    this.paused = new Map(rows.map((row) => [row.workflow, row]));
    this.readAt = performance.now();
  }
}

/** The pauses that are stored, of one journey where it is given. */
export async function readPauses(queries: Queries, workflow?: string): Promise<Pause[]> {
  const one = workflow === undefined ? '' : ' WHERE workflow = ?';
  const rows = await queries.all<{ workflow: string; paused_at: number; enters_later: number }>(
    `SELECT workflow, paused_at, enters_later FROM journey_pause${one}`,
    workflow === undefined ? [] : [workflow],
  );
  return rows.map(({ workflow: of, paused_at, enters_later }) => ({
    workflow: of,
    pausedAt: paused_at,
    entersLater: enters_later === 1,
  }));
}
