import type { Queries } from '../db';
import type { Segment } from './segment';
import { listSegments } from './segment-store';
import { touchesOf, type Kind } from './touches';

interface Indexed {
  readonly segment: Segment;
  readonly touches: ReadonlySet<Kind>;
}

/** Which segments a change can touch. Read anew where any segment has changed, whichever process changed it. */
export class SegmentIndex {
  private stamp = '';
  private segments: readonly Indexed[] = [];

  async touchedBy(queries: Queries, workspace: number, kinds: readonly Kind[]): Promise<Segment[]> {
    await this.refresh(queries);
    return this.segments
      .filter(({ segment, touches }) => segment.workspace === workspace && kinds.some((kind) => touches.has(kind)))
      .map(({ segment }) => segment);
  }

  private async refresh(queries: Queries): Promise<void> {
    const row = await queries.get<{ count: number; latest: number | null; filling: number }>(
      'SELECT COUNT(*) AS "count", MAX(updated_at) AS "latest", COUNT(filled_to) AS "filling" FROM segment',
    );
    const stamp = JSON.stringify(row);
    // While one is being filled, how far that has come changes.
    if (stamp === this.stamp && row?.filling === 0) return;
    const segments = row?.count === 0 ? [] : await listSegments(queries);
    this.segments = segments.map((segment) => ({ segment, touches: touchesOf(segment.rule) }));
    this.stamp = stamp;
  }
}
