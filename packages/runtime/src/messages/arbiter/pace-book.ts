import type { entities, Transaction } from '../../db';
import { turnOf, UNUSED, withPromise, withUse, type Limit, type Pace } from './pace';
import { periodOf, type Throttle } from './sending-rules';

type Waiting = Pick<entities.Message, 'workspace' | 'purpose' | 'verdict' | 'reasonCode'>;

interface Page {
  readonly workspace: number;
  readonly scope: string;
  pace: Pace;
}

/** How fast messages went through throttles, for one transaction: read once, held back from other processes, written once. */
export class PaceBook {
  private readonly pages = new Map<string, Page>();

  constructor(private readonly tx: Transaction) {}

  /** Lets a message through all of the throttles, or through none. @returns its turn, where that is not now (UTC epoch ms) */
  async ask(message: Waiting, throttles: readonly Throttle[], now: number): Promise<number | undefined> {
    const isWaiting = message.verdict === 'defer' && message.reasonCode === 'PROVIDER_THROTTLED';
    const asking = { now, isWaiting, isUrgent: message.purpose === 'transactional' };
    const looks: Array<{ page: Page; limit: Limit; at: number | undefined }> = [];
    for (const throttle of throttles) {
      const page = await this.page(message.workspace, throttle);
      const limit = { count: throttle.count, period: periodOf(throttle) };
      const turn = turnOf(page.pace, limit, asking);
      looks.push({ page, limit, at: turn === 'now' ? undefined : turn.at });
    }
    const turns = looks.flatMap(({ at }) => at ?? []);
    if (turns.length === 0) {
      for (const { page, limit } of looks) page.pace = withUse(page.pace, limit, now);
      return undefined;
    }
    const until = Math.max(...turns);
    if (!asking.isUrgent) {
      for (const { page, limit, at } of looks) if (at !== undefined) page.pace = withPromise(page.pace, limit, until);
    }
    return until;
  }

  /** Writes what was asked for. */
  async save(): Promise<void> {
    for (const { workspace, scope, pace } of this.pages.values()) {
      const state = JSON.stringify(pace);
      await this.tx.run('UPDATE send_pace SET state = ? WHERE workspace = ? AND scope = ?', [state, workspace, scope]);
    }
  }

  private async page(workspace: number, { provider, sender, per }: Throttle): Promise<Page> {
    const scope = [provider ?? '*', sender ?? '*', per].join(' ');
    const key = `${workspace} ${scope}`;
    const known = this.pages.get(key);
    if (known) return known;
    const { tx } = this;
    await tx.run(
      'INSERT INTO send_pace (workspace, scope, state) VALUES (?, ?, ?) ON CONFLICT (workspace, scope) DO NOTHING',
      [workspace, scope, JSON.stringify(UNUSED)],
    );
    const holding = tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
    const row = await tx.get<{ state: string }>(
      `SELECT state FROM send_pace WHERE workspace = ? AND scope = ?${holding}`,
      [workspace, scope],
    );
    const page = { workspace, scope, pace: row ? (JSON.parse(row.state) as Pace) : UNUSED };
    this.pages.set(key, page);
    return page;
  }
}
