import type { Database } from '../../db';
import { milliseconds } from '../../shared';
import { findDueLanes, findOldestDue, findOldestDueOf, type DueExecution } from '../sql/claim-due';
import type { InHand } from './in-hand';
import { shareSlots, type Lane } from './share-slots';

/** For so long it is taken for known which workflows have something due: looking costs a little for each of them. */
const LANES_KEPT = milliseconds(200);

/**
 * Finds what to take up next. While everything that is due fits into the free slots, it is simply taken, oldest first.
 * With a backlog the slots are shared: no workflow and no workspace waits behind the whole backlog of another.
 */
export class FindDue {
  private lanes: readonly Lane[] = [];
  private lanesUntil = -Infinity;
  private turn = 0;
  /** When (in turns) each workflow with a backlog got its latest slot. */
  private readonly servedAt = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly inHand: InHand,
    private readonly only: ReadonlySet<number> | undefined,
  ) {}

  /**
   * @param limit how many slots are free
   * @param mostOfOne how many slots one workflow may have, those in hand included
   * @returns what is to be taken up, and whether more is due than that
   */
  async find(now: number, limit: number, mostOfOne: number): Promise<{ due: DueExecution[]; isMoreDue: boolean }> {
    const { ids } = this.inHand;
    const reach = limit + ids.size;
    const oldest = await findOldestDue(this.database, { now, limit: reach, only: this.only });
    const free = oldest.filter(({ id }) => !ids.has(id));
    const shared = oldest.length < reach || this.only ? [] : await this.share(now, limit, mostOfOne);
    const taken = new Set(shared.map(({ id }) => id));
    // What a workflow had no use for goes to the oldest.
    const wanted = [...shared, ...free.filter(({ id }) => !taken.has(id))];
    const due = this.withoutTooManyOfOne(wanted, mostOfOne).slice(0, limit);
    return { due, isMoreDue: wanted.length > due.length };
  }

  private withoutTooManyOfOne(wanted: readonly DueExecution[], mostOfOne: number): DueExecution[] {
    const loads = new Map<string, number>();
    return wanted.filter(({ workflow }) => {
      const load = (loads.get(workflow) ?? this.inHand.of(workflow)) + 1;
      if (load > mostOfOne) return false;
      loads.set(workflow, load);
      return true;
    });
  }

  private async share(now: number, limit: number, mostOfOne: number): Promise<DueExecution[]> {
    const lanes = (await this.dueLanes(now)).filter(({ workflow }) => this.inHand.of(workflow) < mostOfOne);
    const loads = lanes.map((lane) => ({
      ...lane,
      inHand: this.inHand.of(lane.workflow),
      servedAt: this.servedAt.get(lane.workflow) ?? 0,
    }));
    const shares = shareSlots(limit, loads);
    this.turn += 1;
    const found: DueExecution[] = [];
    for (const { workspace, workflow } of lanes) {
      const share = shares.get(workflow);
      if (share === undefined) continue;
      this.servedAt.set(workflow, this.turn);
      const ids = await findOldestDueOf(this.database, workflow, { now, limit: share + this.inHand.of(workflow) });
      const free = ids.filter((id) => !this.inHand.ids.has(id)).slice(0, share);
      found.push(...free.map((id) => ({ id, workspace, workflow })));
    }
    return found;
  }

  private async dueLanes(now: number): Promise<readonly Lane[]> {
    const instant = performance.now();
    if (instant < this.lanesUntil) return this.lanes;
    this.lanes = await findDueLanes(this.database, now);
    this.lanesUntil = instant + LANES_KEPT.milliseconds;
    const known = new Set(this.lanes.map(({ workflow }) => workflow));
    for (const workflow of this.servedAt.keys()) if (!known.has(workflow)) this.servedAt.delete(workflow);
    return this.lanes;
  }
}
