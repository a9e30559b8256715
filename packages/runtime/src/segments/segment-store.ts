import { randomUUID } from 'node:crypto';

import type { Database, Queries } from '../db';
import { CodedUserError, type Clock } from '../shared';
import { parseSegmentRule } from './parse-segment-rule';
import { SEGMENT_COLUMNS, toSegment, type Segment, type SegmentRow } from './segment';

export interface SegmentDraft {
  readonly name: string;
  /** JSON that is still to be read. */
  readonly rule: unknown;
}

export interface MemberPage {
  readonly data: ReadonlyArray<{ readonly contact: number; readonly joinedAt: number }>;
  /** Pass it as `cursor` for the next page; null on the last one. */
  readonly nextCursor: number | null;
}

/** Segments as people make them. Who is in them is found out by `SegmentSweeps` and `SegmentMembers`. */
export class SegmentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws RULE_INVALID */
  async create(workspace: number, { name, rule: json }: SegmentDraft): Promise<Segment> {
    const now = this.clock.now();
    const rule = parseSegmentRule(json);
    const segment = { id: randomUUID(), workspace, name, rule, filledTo: 0, createdAt: now, updatedAt: now };
    await this.database.write((tx) =>
      tx.run(
        'INSERT INTO segment (id, workspace, name, rule, filled_to, created_at, updated_at) VALUES (?, ?, ?, ?, 0, ?, ?)',
        [segment.id, workspace, name, JSON.stringify(rule), now, now],
      ),
    );
    return segment;
  }

  /** With a new rule its members are settled anew, without telling anybody: it is another segment then. */
  async update(workspace: number, id: string, { name, rule: json }: SegmentDraft): Promise<Segment> {
    const rule = parseSegmentRule(json);
    const before = await this.get(workspace, id);
    const isNew = JSON.stringify(before.rule) !== JSON.stringify(rule);
    const filledTo = isNew ? 0 : before.filledTo;
    const updatedAt = Math.max(this.clock.now(), before.updatedAt + 1);
    await this.database.write((tx) =>
      tx.run('UPDATE segment SET name = ?, rule = ?, filled_to = ?, updated_at = ? WHERE workspace = ? AND id = ?', [
        name,
        JSON.stringify(rule),
        filledTo,
        updatedAt,
        workspace,
        id,
      ]),
    );
    return { ...before, name, rule, filledTo, updatedAt };
  }

  async delete(workspace: number, id: string): Promise<void> {
    await this.get(workspace, id);
    await this.database.write(async (tx) => {
      await tx.run('DELETE FROM segment WHERE workspace = ? AND id = ?', [workspace, id]);
      await tx.run('DELETE FROM segment_member WHERE segment = ?', [id]);
    });
  }

  /** @throws SEGMENT_NOT_FOUND */
  async get(workspace: number, id: string): Promise<Segment> {
    const row = await this.database.get<SegmentRow>(
      `SELECT ${SEGMENT_COLUMNS} FROM segment WHERE workspace = ? AND id = ?`,
      [workspace, id],
    );
    if (!row) throw new CodedUserError('SEGMENT_NOT_FOUND', `There is no segment "${id}".`, { segment: id });
    return toSegment(row);
  }

  /** By name, with how many contacts are in each. */
  async list(workspace: number): Promise<Array<Segment & { readonly count: number }>> {
    const segments = await listSegments(this.database, workspace);
    const counts = await this.database.allInBackground<{ segment: string; count: number }>(
      'SELECT segment, COUNT(*) AS "count" FROM segment_member WHERE workspace = ? GROUP BY segment',
      [workspace],
    );
    const countOf = new Map(counts.map(({ segment, count }) => [segment, count]));
    return segments.map((segment) => ({ ...segment, count: countOf.get(segment.id) ?? 0 }));
  }

  async count({ id }: Segment): Promise<number> {
    const [row] = await this.database.allInBackground<{ count: number }>(
      'SELECT COUNT(*) AS "count" FROM segment_member WHERE segment = ?',
      [id],
    );
    return row?.count ?? 0;
  }

  /** Newest contacts first. `cursor` is the id of the last contact that was seen. */
  async members({ id }: Segment, limit: number, cursor = Number.MAX_SAFE_INTEGER): Promise<MemberPage> {
    const rows = await this.database.all<{ contact: number; joinedAt: number }>(
      `SELECT contact, joined_at AS "joinedAt" FROM segment_member WHERE segment = ? AND contact < ?
       ORDER BY contact DESC LIMIT ?`,
      [id, cursor, limit + 1],
    );
    const data = rows.slice(0, limit);
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.contact ?? null) : null };
  }
}

/** All segments of a workspace, or of all workspaces. */
export async function listSegments(queries: Queries, workspace?: number): Promise<Segment[]> {
  const rows = await queries.all<SegmentRow>(
    `SELECT ${SEGMENT_COLUMNS} FROM segment ${workspace === undefined ? '' : 'WHERE workspace = ?'} ORDER BY name, id`,
    workspace === undefined ? [] : [workspace],
  );
  return rows.map(toSegment);
}
