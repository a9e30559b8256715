import { randomUUID } from 'node:crypto';

import type { Database, Queries, Transaction } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import type { MessageTemplate, TemplateDraft, TemplateVersion } from './message-template';
import { parseTemplate } from './parse-template';

interface Row extends Omit<MessageTemplate, 'contents' | 'updatedAt'> {
  readonly contents: string;
  readonly updatedAt: number | string;
}

const SELECT = `SELECT t.id, t.name, t.current AS version, t.updated_at AS "updatedAt", v.layout, v.contents
  FROM message_template t JOIN message_template_version v ON v.template = t.id AND v.version = t.current`;

/** Message templates as people make them. Each change is a new version; none is ever changed. */
export class TemplateStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** By name. */
  async list(workspace: number): Promise<MessageTemplate[]> {
    const rows = await this.database.all<Row>(`${SELECT} WHERE t.workspace = ? ORDER BY t.name`, [workspace]);
    return rows.map(toTemplate);
  }

  /** @throws MESSAGE_TEMPLATE_NOT_FOUND */
  async get(workspace: number, id: string): Promise<MessageTemplate> {
    return await read(this.database, workspace, id);
  }

  /** @throws MESSAGE_TEMPLATE_NAME_TAKEN, and what parseTemplate throws */
  async create(workspace: number, json: unknown): Promise<MessageTemplate> {
    const draft = await parseTemplate(json);
    const id = randomUUID();
    return await this.database.write(async (tx) => {
      await requireFreeName(tx, workspace, draft.name);
      const now = this.clock.now();
      const values = [id, workspace, draft.name, 1, now];
      await tx.run(
        `INSERT INTO message_template (id, workspace, name, current, updated_at) VALUES (?, ?, ?, ?, ?)`,
        values,
      );
      await addVersion(tx, id, { ...draft, version: 1, createdAt: now });
      return await read(tx, workspace, id);
    });
  }

  /** Makes the next version; where only the name is another one, none. @throws as `create`, MESSAGE_TEMPLATE_NOT_FOUND */
  async change(workspace: number, id: string, json: unknown): Promise<MessageTemplate> {
    const draft = await parseTemplate(json);
    return await this.database.write(async (tx) => {
      const before = await hold(tx, workspace, id);
      if (draft.name !== before.name) await requireFreeName(tx, workspace, draft.name);
      return await this.replace(tx, before, draft);
    });
  }

  /** Newest first. @throws MESSAGE_TEMPLATE_NOT_FOUND */
  async versions(workspace: number, id: string): Promise<TemplateVersion[]> {
    const { version: current } = await this.get(workspace, id);
    const rows = await this.database.all<{
      version: number;
      layout: TemplateDraft['layout'];
      contents: string;
      createdAt: number | string;
    }>(
      `SELECT version, layout, contents, created_at AS "createdAt" FROM message_template_version
       WHERE template = ? ORDER BY version DESC`,
      [id],
    );
    return rows.map(({ contents, createdAt, ...row }) => ({
      ...row,
      contents: JSON.parse(contents) as TemplateDraft['contents'],
      createdAt: Number(createdAt),
      isCurrent: row.version === current,
    }));
  }

  /** Makes a new version that says what an old one said. @throws MESSAGE_TEMPLATE_NOT_FOUND, also where there is no such version */
  async restore(workspace: number, id: string, version: number): Promise<MessageTemplate> {
    const old = (await this.versions(workspace, id)).find((one) => one.version === version);
    if (!old) throw notFound(`${id}, version ${version}`);
    return await this.database.write(async (tx) => {
      const before = await hold(tx, workspace, id);
      return await this.replace(tx, before, { name: before.name, layout: old.layout, contents: old.contents });
    });
  }

  /** Messages that are queued keep what it said. @throws MESSAGE_TEMPLATE_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<void> {
    await this.database.write(async (tx) => {
      const removed = await tx.run('DELETE FROM message_template WHERE workspace = ? AND id = ?', [workspace, id]);
      if (removed === 0) throw notFound(id);
      await tx.run('DELETE FROM message_template_version WHERE template = ?', [id]);
    });
  }

  private async replace(tx: Transaction, before: MessageTemplate, draft: TemplateDraft): Promise<MessageTemplate> {
    const now = this.clock.now();
    const isSame = before.layout === draft.layout && JSON.stringify(before.contents) === JSON.stringify(draft.contents);
    const version = isSame ? before.version : before.version + 1;
    if (!isSame) await addVersion(tx, before.id, { ...draft, version, createdAt: now });
    await tx.run('UPDATE message_template SET name = ?, current = ?, updated_at = ? WHERE id = ?', [
      ...[draft.name, version, now, before.id],
    ]);
    return { id: before.id, ...draft, version, updatedAt: now };
  }
}

/** As it is, with others who change it waiting until this transaction ends. */
async function hold(tx: Transaction, workspace: number, id: string): Promise<MessageTemplate> {
  await tx.run('UPDATE message_template SET current = current WHERE workspace = ? AND id = ?', [workspace, id]);
  return await read(tx, workspace, id);
}

async function read(queries: Queries, workspace: number, id: string): Promise<MessageTemplate> {
  const row = await queries.get<Row>(`${SELECT} WHERE t.workspace = ? AND t.id = ?`, [workspace, id]);
  if (row) return toTemplate(row);
  throw notFound(id);
}

async function addVersion(
  tx: Transaction,
  template: string,
  { version, layout, contents, createdAt }: Omit<TemplateDraft, 'name'> & { version: number; createdAt: number },
): Promise<void> {
  await tx.run(
    'INSERT INTO message_template_version (template, version, layout, contents, created_at) VALUES (?, ?, ?, ?, ?)',
    [template, version, layout, JSON.stringify(contents), createdAt],
  );
}

async function requireFreeName(tx: Transaction, workspace: number, name: string): Promise<void> {
  const taken = await tx.get('SELECT id FROM message_template WHERE workspace = ? AND name = ?', [workspace, name]);
  if (!taken) return;
  throw new CodedUserError('MESSAGE_TEMPLATE_NAME_TAKEN', `There is a template "${name}" already.`, { name });
}

function toTemplate({ contents, updatedAt, ...row }: Row): MessageTemplate {
  return { ...row, contents: JSON.parse(contents) as MessageTemplate['contents'], updatedAt: Number(updatedAt) };
}

function notFound(id: string): CodedUserError {
  return new CodedUserError('MESSAGE_TEMPLATE_NOT_FOUND', `There is no message template ${id}.`, { id });
}
