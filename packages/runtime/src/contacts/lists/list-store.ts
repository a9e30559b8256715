import { randomBytes } from 'node:crypto';

import type { Database } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { findList, type List } from './memberships';

/** A list, and how many contacts are in it. */
export type CountedList = List & { readonly contacts: number };

/** The lists that contacts are in. Who is in them is changed by `ContactWriter`, because joining is an event. */
export class ListStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(workspace: number): Promise<CountedList[]> {
    return await this.database.all<CountedList>(
      `SELECT id, name, created_at AS "createdAt",
        (SELECT COUNT(*) FROM list_member WHERE list_member.list = list.id) AS contacts
        FROM list WHERE workspace = ? ORDER BY name`,
      [workspace],
    );
  }

  /** @throws LIST_NOT_FOUND */
  async get(workspace: number, id: string): Promise<CountedList> {
    const list = await findList(this.database, workspace, id);
    const row = await this.database.get<{ n: number }>('SELECT COUNT(*) AS n FROM list_member WHERE list = ?', [id]);
    return { ...list, contacts: Number(row?.n) };
  }

  /** @throws LIST_NAME_TAKEN */
  async create(workspace: number, name: string): Promise<CountedList> {
    const list = {
      id: randomBytes(9).toString('base64url'),
      name: name.trim(),
      createdAt: this.clock.now(),
      contacts: 0,
    };
    const inserted = await this.database.write((tx) =>
      tx.run(
        `INSERT INTO list (id, workspace, name, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (workspace, name) DO NOTHING`,
        [list.id, workspace, list.name, list.createdAt],
      ),
    );
    if (inserted === 0) throw nameTaken(list.name);
    return list;
  }

  /** @throws LIST_NOT_FOUND, LIST_NAME_TAKEN */
  async rename(workspace: number, id: string, name: string): Promise<CountedList> {
    await this.database.write(async (tx) => {
      await findList(tx, workspace, id);
      const other = await tx.get('SELECT id FROM list WHERE workspace = ? AND name = ? AND id <> ?', [
        workspace,
        name.trim(),
        id,
      ]);
      if (other) throw nameTaken(name);
      await tx.run('UPDATE list SET name = ? WHERE id = ?', [name.trim(), id]);
    });
    return await this.get(workspace, id);
  }

  /** Its members are told nothing: the list is gone, they have not left it. @throws LIST_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await findList(tx, workspace, id);
      await tx.run('DELETE FROM list_member WHERE list = ?', [id]);
      await tx.run('DELETE FROM list WHERE id = ?', [id]);
    });
  }
}

const nameTaken = (name: string): CodedUserError =>
  new CodedUserError('LIST_NAME_TAKEN', `There is a list called "${name.trim()}" already.`, { name });
