import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';

import { CodedUserError, hours, receiveFile } from '../../shared';
import { attributesOf } from '../attributes';
import type { ImportDependencies } from './import-dependencies';
import { checkPlan, type ImportPlan } from './import-plan';
import {
  findImport,
  importsOf,
  insertImport,
  latestImports,
  markEnded,
  markStarted,
  type ImportState,
} from './import-store';
import { inspectFile } from './inspect-file';
import { checkMapping, suggestMapping, type Mapping } from './mapping';
import { isProblem, lineReading, readLine, type ImportedContact, type LineProblem } from './read-line';
import { readRecords, type CsvFormat, type CsvRecord } from './read-records';
import { runImport } from './run-import';

/** What is known of a file before anybody has said what its columns are. */
export interface UploadedFile {
  readonly state: ImportState;
  readonly columns: readonly string[];
  readonly suggested: Mapping;
  /** The first lines after the header. */
  readonly sample: readonly CsvRecord[];
}

/** A line as the mapping reads it. */
export type PreviewedLine = { readonly line: number } & (
  { readonly contact: ImportedContact } | { readonly problem: LineProblem }
);

/** Of a file: some two million contacts. */
const LARGEST_FILE = 512 * 1024 * 1024;
const SAMPLE = 5;
const PREVIEWED = 20;
/** A file that was uploaded and not started is forgotten after this. */
const KEPT = hours(24);

/**
 * Imports of CSV files, in three steps: upload, preview as often as one likes, start. A started one runs beside all else,
 * in small transactions that note how far it came: after a crash it goes on where it was.
 */
export class ContactImports {
  private readonly running = new Map<string, Promise<void>>();
  private isStopping = false;

  constructor(private readonly dependencies: ImportDependencies) {}

  /** Goes on with what this process had begun, and clears away what nobody started. */
  async start(): Promise<void> {
    const { database, owner, clock } = this.dependencies;
    for (const state of await importsOf(database, owner)) {
      if (state.status === 'running') this.run(state);
      else if (state.createdAt < clock.now() - KEPT.milliseconds) await this.cancel(state.workspace, state.id);
    }
  }

  /** Lets each import finish the lines that it has in hand. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.running.values());
  }

  /** Resolves when nothing is being imported: for tests and commands. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  /** @throws CSV_UNREADABLE, BODY_TOO_LARGE */
  async upload(workspace: number, content: Readable, given: Partial<CsvFormat>): Promise<UploadedFile> {
    const { database, folder, owner, clock } = this.dependencies;
    const id = randomBytes(9).toString('base64url');
    const file = path.join(folder, `${id}.csv`);
    const bytes = await receiveFile(content, file, LARGEST_FILE);
    try {
      const format = await inspectFile(file, given);
      const counts = { done: 0, created: 0, updated: 0, failed: 0, bytes };
      const state: ImportState = {
        ...{ id, workspace, status: 'uploaded', file, owner, ...format, ...counts, plan: null, error: null },
        createdAt: clock.now(),
        endedAt: null,
      };
      const uploaded = await this.describe(state);
      await database.write((tx) => insertImport(tx, state));
      return uploaded;
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  }

  /** The first lines as the mapping reads them. Stores nothing. @throws IMPORT_NOT_FOUND, IMPORT_NOT_STARTABLE, IMPORT_INVALID */
  async preview(
    workspace: number,
    id: string,
    plan: Pick<ImportPlan, 'mapping' | 'country'>,
  ): Promise<PreviewedLine[]> {
    const { database } = this.dependencies;
    const state = await this.waiting(workspace, id);
    const attributes = await attributesOf(database, workspace);
    const [header, ...records] = await firstRecords(state, PREVIEWED + 1);
    const columns = header?.cells ?? [];
    checkMapping(plan.mapping, columns, attributes);
    const reading = lineReading(columns, plan.mapping, { attributes, country: plan.country });
    return records.map(({ line, cells }) => {
      const read = readLine(cells, reading);
      return isProblem(read) ? { line, problem: read } : { line, contact: read };
    });
  }

  /** @throws IMPORT_NOT_FOUND, IMPORT_NOT_STARTABLE and what `checkPlan` throws */
  async begin(workspace: number, id: string, plan: ImportPlan): Promise<ImportState> {
    const { database } = this.dependencies;
    const state = await this.waiting(workspace, id);
    const [header] = await firstRecords(state, 1);
    const attributes = await attributesOf(database, workspace);
    await checkPlan(database, workspace, plan, { columns: header?.cells ?? [], attributes });
    if (!(await database.write((tx) => markStarted(tx, id, plan)))) throw notStartable(state);
    const started = await findImport(database, workspace, id);
    this.run(started);
    return started;
  }

  /** What is stored stays. @throws IMPORT_NOT_FOUND */
  async cancel(workspace: number, id: string): Promise<ImportState> {
    const { database, clock } = this.dependencies;
    const { file } = await findImport(database, workspace, id);
    await database.write((tx) => markEnded(tx, id, { status: 'canceled', now: clock.now() }));
    await this.running.get(id);
    rmSync(file, { force: true });
    return await findImport(database, workspace, id);
  }

  /** @throws IMPORT_NOT_FOUND */
  async get(workspace: number, id: string): Promise<ImportState> {
    return await findImport(this.dependencies.database, workspace, id);
  }

  async list(workspace: number): Promise<ImportState[]> {
    return await latestImports(this.dependencies.database, workspace);
  }

  private async describe(state: ImportState): Promise<UploadedFile> {
    const [header, ...sample] = await firstRecords(state, SAMPLE + 1);
    const columns = header?.cells ?? [];
    const attributes = await attributesOf(this.dependencies.database, state.workspace);
    return { state, columns, suggested: suggestMapping(columns, attributes), sample };
  }

  private async waiting(workspace: number, id: string): Promise<ImportState> {
    const state = await findImport(this.dependencies.database, workspace, id);
    if (state.status !== 'uploaded' || state.owner !== this.dependencies.owner) throw notStartable(state);
    return state;
  }

  private run(state: ImportState): void {
    const running = runImport(state, { ...this.dependencies, isStopping: () => this.isStopping }).finally(() =>
      this.running.delete(state.id),
    );
    this.running.set(state.id, running);
  }
}

async function firstRecords({ file, encoding, separator }: ImportState, count: number): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of readRecords(file, { encoding, separator })) {
    records.push(record);
    if (records.length === count) break;
  }
  return records;
}

const notStartable = ({ id, status }: ImportState): CodedUserError =>
  new CodedUserError('IMPORT_NOT_STARTABLE', `The import is ${status} already. Upload the file again.`, { import: id });
