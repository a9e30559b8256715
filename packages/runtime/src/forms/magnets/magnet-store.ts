import { randomBytes } from 'node:crypto';

import type { Database, entities, Queries } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { cleanText } from '../clean-text';
import { formsOf, isId } from '../form-row';

/** What people get for signing up. */
export type Magnet = entities.Magnet;

export type MagnetDraft = Pick<Magnet, 'name'> & Partial<Pick<Magnet, 'linkDays'>>;

const COLUMNS = 'id, workspace, name, link_days AS "linkDays", created_at AS "createdAt", updated_at AS "updatedAt"';
const LINK_DAYS = 7;

/** @throws MAGNET_NOT_FOUND */
export async function findMagnet(queries: Queries, workspace: number, id: string): Promise<Magnet> {
  const sql = `SELECT ${COLUMNS} FROM magnet WHERE workspace = ? AND id = ?`;
  const magnet = isId(id) ? await queries.get<Magnet>(sql, [workspace, id]) : undefined;
  if (magnet) return magnet;
  throw new CodedUserError('MAGNET_NOT_FOUND', `There is no magnet with the id "${id}".`, { magnet: id });
}

/** Magnets as operators make them; their contents are `MagnetContents`. */
export class MagnetStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(workspace: number): Promise<Magnet[]> {
    return await this.database.all<Magnet>(`SELECT ${COLUMNS} FROM magnet WHERE workspace = ? ORDER BY name, id`, [
      workspace,
    ]);
  }

  /** @throws MAGNET_NOT_FOUND */
  async get(workspace: number, id: string): Promise<Magnet> {
    return await findMagnet(this.database, workspace, id);
  }

  async create(workspace: number, { name: given, linkDays = LINK_DAYS }: MagnetDraft): Promise<Magnet> {
    const [now, name] = [this.clock.now(), cleanText(given)];
    const magnet = {
      ...{ id: randomBytes(12).toString('base64url'), workspace, name, linkDays },
      createdAt: now,
      updatedAt: now,
    };
    await this.database.write((tx) =>
      tx.run('INSERT INTO magnet (id, workspace, name, link_days, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)', [
        ...[magnet.id, workspace, name, linkDays, now, now],
      ]),
    );
    return magnet;
  }

  /** Links that were given out keep their time. @throws MAGNET_NOT_FOUND */
  async change(workspace: number, id: string, changes: Partial<MagnetDraft>): Promise<Magnet> {
    return await this.database.write(async (tx) => {
      const magnet = { ...(await findMagnet(tx, workspace, id)), ...changes, updatedAt: this.clock.now() };
      magnet.name = cleanText(magnet.name);
      await tx.run('UPDATE magnet SET name = ?, link_days = ?, updated_at = ? WHERE id = ?', [
        ...[magnet.name, magnet.linkDays, magnet.updatedAt, id],
      ]);
      return magnet;
    });
  }

  /** @returns the files in the data folder that nobody needs any more @throws MAGNET_NOT_FOUND, MAGNET_IN_USE */
  async delete(workspace: number, id: string): Promise<string[]> {
    return await this.database.write(async (tx) => {
      await findMagnet(tx, workspace, id);
      const user = (await formsOf(tx, workspace)).find(({ magnet }) => magnet === id);
      if (user) {
        const message = `The form "${user.name}" gives it away. Let it have another magnet, or none, first.`;
        throw new CodedUserError('MAGNET_IN_USE', message, { form: user.id });
      }
      const files = await tx.all<{ file: string }>(
        'SELECT stored_as AS file FROM magnet_content WHERE magnet = ? AND stored_as IS NOT NULL',
        [id],
      );
      await tx.run('DELETE FROM magnet_content WHERE magnet = ?', [id]);
      await tx.run('DELETE FROM magnet WHERE id = ?', [id]);
      return files.map(({ file }) => file);
    });
  }
}
