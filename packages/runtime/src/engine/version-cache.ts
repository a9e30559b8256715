import { entities, type Database } from '../db';
import { CodedUserError } from '../shared';
import type { RunnableVersion } from '../workflows';

const CAPACITY = 500;

/** Versions never change, so one that was read once is kept. */
export class VersionCache {
  private readonly cache = new Map<string, RunnableVersion>();

  constructor(private readonly database: Database) {}

  /**
   * @param reader the transaction, where there is one
   * @throws WORKFLOW_NOT_FOUND
   */
  async get(id: string, reader: Pick<Database, 'orm'> = this.database): Promise<RunnableVersion> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const version = await reader.orm.findOneBy(entities.WorkflowVersion, { id });
    if (!version)
      throw new CodedUserError('WORKFLOW_NOT_FOUND', `There is no workflow version with the id "${id}".`, { id });
    if (this.cache.size >= CAPACITY) this.cache.clear();
    this.cache.set(id, version);
    return version;
  }
}
