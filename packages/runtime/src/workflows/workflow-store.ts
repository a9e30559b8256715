import { createHash, randomBytes } from 'node:crypto';

import type { QueryDeepPartialEntity } from 'typeorm';

import { entities, type Database, type Transaction } from '../db';
import { CodedUserError, type Clock } from '../shared';
import type { WorkflowDocument } from './parse-workflow';
import type { RunnableVersion } from './runnable-version';

export interface WorkflowQuery {
  readonly limit: number;
  readonly offset: number;
  readonly active?: boolean;
  readonly name?: string;
}

type WorkflowRow = entities.WorkflowEntity;

/** Drafts and their published, immutable versions. */
export class WorkflowStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(workspace: number, query: WorkflowQuery): Promise<WorkflowRow[]> {
    return await this.database.orm.find(entities.WorkflowEntity, {
      where: {
        workspace,
        ...(query.active === undefined ? {} : { active: query.active ? 1 : 0 }),
        ...(query.name === undefined ? {} : { name: query.name }),
      },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: query.limit,
      skip: query.offset,
    });
  }

  /** @throws WORKFLOW_NOT_FOUND */
  async get(workspace: number, id: string): Promise<WorkflowRow> {
    const row = await this.find(workspace, id);
    if (row) return row;
    throw new CodedUserError('WORKFLOW_NOT_FOUND', `There is no workflow with the id "${id}".`, { id });
  }

  async find(workspace: number, id: string): Promise<WorkflowRow | null> {
    return await this.database.orm.findOneBy(entities.WorkflowEntity, { workspace, id });
  }

  /** Saves a new draft. A given id is kept unless it is taken: then a new one is made. */
  async create(workspace: number, document: WorkflowDocument): Promise<WorkflowRow> {
    const now = this.clock.now();
    const isFree =
      document.id !== undefined && !(await this.database.orm.existsBy(entities.WorkflowEntity, { id: document.id }));
    const row: WorkflowRow = {
      ...contentOf(document),
      id: isFree && document.id !== undefined ? document.id : newId(WORKFLOW_ID_LENGTH),
      workspace,
      active: 0,
      activeVersion: null,
      createdAt: now,
      updatedAt: now,
    };
    await this.database.write((tx) =>
      tx.orm.insert(entities.WorkflowEntity, row as QueryDeepPartialEntity<WorkflowRow>),
    );
    return row;
  }

  /** Replaces the draft. What is live stays live until it is published again. */
  async update(workspace: number, id: string, document: WorkflowDocument): Promise<WorkflowRow> {
    const row = await this.get(workspace, id);
    const { staticData: _kept, ...content } = contentOf(document);
    const changed = { ...content, updatedAt: Math.max(this.clock.now(), row.updatedAt + 1) };
    await this.database.write((tx) =>
      tx.orm.update(entities.WorkflowEntity, { workspace, id }, changed as QueryDeepPartialEntity<WorkflowRow>),
    );
    return { ...row, ...changed };
  }

  /** Makes the draft a version and the version live. */
  async publish(workspace: number, id: string): Promise<RunnableVersion> {
    const draft = await this.get(workspace, id);
    const version = { ...draftVersion(draft), id: newId(VERSION_ID_LENGTH) };
    await this.database.write(async (tx) => {
      await tx.orm.insert(entities.WorkflowVersion, { ...version, createdAt: this.clock.now() });
      await tx.orm.update(entities.WorkflowEntity, { workspace, id }, { active: 1, activeVersion: version.id });
    });
    return version;
  }

  /** What a call from another workflow or by hand runs: the live version, else the draft as it stands. */
  async runnable(workspace: number, id: string): Promise<RunnableVersion | undefined> {
    return await this.database.write((tx) => this.runnableIn(tx, workspace, id));
  }

  /** `runnable` inside a transaction. */
  async runnableIn(tx: Transaction, workspace: number, id: string): Promise<RunnableVersion | undefined> {
    const row = await tx.orm.findOneBy(entities.WorkflowEntity, { workspace, id });
    if (!row) return undefined;
    const live = row.activeVersion ?? '';
    return (await tx.orm.findOneBy(entities.WorkflowVersion, { id: live })) ?? (await this.snapshot(tx, row));
  }

  /** A version of the draft that is not live. The same draft gives the same version. */
  async snapshot(tx: Transaction, draft: WorkflowRow): Promise<RunnableVersion> {
    const version = { ...draftVersion(draft), id: `${draft.id}-draft-${draft.updatedAt}` };
    await this.keep(tx, version);
    return version;
  }

  /** The draft as a version, kept: to check it before it is published. */
  async draft(workspace: number, id: string): Promise<RunnableVersion> {
    const row = await this.get(workspace, id);
    return await this.database.write((tx) => this.snapshot(tx, row));
  }

  /** Keeps a workflow that a node carries in its parameters, so that an execution of it can wait. */
  async keepInline(workspace: number, caller: string, document: WorkflowDocument): Promise<RunnableVersion> {
    const { name, nodes, connections, settings } = document;
    const content = JSON.stringify([workspace, caller, name, nodes, connections, settings]);
    const id = `inline-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
    const version = { id, workspace, workflow: caller, name, nodes, connections, settings };
    await this.database.write((tx) => this.keep(tx, version));
    return version;
  }

  private async keep(tx: Transaction, version: RunnableVersion): Promise<void> {
    await tx.run(
      `INSERT INTO workflow_version (id, workspace, workflow, name, nodes, connections, settings, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      [
        version.id,
        version.workspace,
        version.workflow,
        version.name,
        JSON.stringify(version.nodes),
        JSON.stringify(version.connections),
        JSON.stringify(version.settings),
        this.clock.now(),
      ],
    );
  }

  async deactivate(workspace: number, id: string): Promise<void> {
    await this.get(workspace, id);
    await this.database.write((tx) =>
      tx.orm.update(entities.WorkflowEntity, { workspace, id }, { active: 0, activeVersion: null }),
    );
  }

  /** Deletes the workflow, its versions and its executions. The messages that it sent stay. */
  async delete(workspace: number, id: string): Promise<WorkflowRow> {
    const row = await this.get(workspace, id);
    await this.database.write(async (tx) => {
      await tx.run(
        'DELETE FROM wait_arm WHERE (contact, execution) IN (SELECT armed_for, id FROM execution WHERE workflow = ?)',
        [id],
      );
      await tx.orm.delete(entities.Execution, { workflow: id });
      await tx.orm.delete(entities.SeenValue, { workflow: id });
      for (const kept of [entities.JourneyEntry, entities.PendingEntry, entities.RefusedEntry, entities.JourneySweep]) {
        await tx.orm.delete(kept, { workflow: id });
      }
      await tx.orm.delete(entities.JourneyPause, { workflow: id });
      await tx.orm.delete(entities.WorkflowVersion, { workflow: id });
      await tx.orm.delete(entities.WorkflowEntity, { workspace, id });
    });
    return row;
  }

  /** What is live, of all workspaces. */
  async liveVersions(): Promise<RunnableVersion[]> {
    return await this.database.orm
      .createQueryBuilder(entities.WorkflowVersion, 'version')
      .innerJoin(entities.WorkflowEntity, 'workflow', 'workflow.activeVersion = version.id')
      .getMany();
  }

  /** The id of each workflow that is live, of all workspaces, and that of its version. */
  async liveVersionIds(): Promise<Map<string, string>> {
    const rows = await this.database.all<{ id: string; version: string }>(
      'SELECT id, active_version AS version FROM workflow WHERE active = 1 AND active_version IS NOT NULL',
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  /** @throws WORKFLOW_NOT_FOUND */
  async version(id: string): Promise<RunnableVersion> {
    const row = await this.database.orm.findOneBy(entities.WorkflowVersion, { id });
    if (row) return row;
    throw new CodedUserError('WORKFLOW_NOT_FOUND', `There is no workflow version with the id "${id}".`, { id });
  }

  async staticData(id: string): Promise<WorkflowRow['staticData']> {
    const row = await this.database.orm.findOne(entities.WorkflowEntity, {
      where: { id },
      select: { id: true, staticData: true },
    });
    return row?.staticData ?? null;
  }

  async saveStaticData(tx: Transaction, id: string, staticData: WorkflowRow['staticData']): Promise<void> {
    await tx.run('UPDATE workflow SET static_data = ? WHERE id = ?', [JSON.stringify(staticData), id]);
  }
}

function contentOf(document: WorkflowDocument) {
  const { name, nodes, connections, settings, staticData, pinData, meta } = document;
  return { name, nodes, connections, settings, staticData, pinData, meta };
}

function draftVersion(draft: WorkflowRow): RunnableVersion {
  return {
    id: '',
    workspace: draft.workspace,
    workflow: draft.id,
    name: draft.name,
    nodes: draft.nodes,
    connections: draft.connections,
    settings: draft.settings,
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Each waiting execution stores these ids, the workflow's twice: short ones, and yet none is ever made twice. */
const WORKFLOW_ID_LENGTH = 8;
const VERSION_ID_LENGTH = 7;

function newId(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
