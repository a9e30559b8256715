import type { Database, Queries, Transaction } from '../../db';
import { hours, type Clock } from '../../shared';

/** After so long one message tries whether the template was mended. */
const REST = hours(1);

export interface TemplateKey {
  readonly sender: string;
  readonly name: string;
  readonly language: string;
}

export interface TemplateFault extends TemplateKey {
  readonly reason: string;
  /** UTC epoch ms. */
  readonly sinceAt: number;
}

/** Why no message with this template can go out now; undefined where nothing is known against it. */
export async function faultOf(
  queries: Queries,
  { sender, name, language }: TemplateKey,
  now: number,
): Promise<string | undefined> {
  const row = await queries.get<{ reason: string }>(
    'SELECT reason FROM template_fault WHERE sender = ? AND name = ? AND language = ? AND tried_again_at > ?',
    [sender, name, language, now],
  );
  return row?.reason;
}

/** The provider does not take a template. */
export async function noteFault(
  tx: Transaction,
  { sender, name, language, workspace, reason }: TemplateKey & { workspace: number; reason: string },
  now: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO template_fault (sender, name, language, workspace, reason, since_at, tried_again_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sender, name, language) DO UPDATE SET reason = excluded.reason, tried_again_at = excluded.tried_again_at`,
    [sender, name, language, workspace, reason, now, now + REST.milliseconds],
  );
}

/** What stands in the way of steps, for operators to see and, once it is mended, to forget. */
export class TemplateFaults {
  constructor(private readonly dependencies: { readonly database: Database; readonly clock: Clock }) {}

  async list(workspace: number): Promise<TemplateFault[]> {
    const { database, clock } = this.dependencies;
    return await database.all<TemplateFault>(
      `SELECT sender, name, language, reason, since_at AS "sinceAt" FROM template_fault
       WHERE workspace = ? AND tried_again_at > ? ORDER BY since_at, sender, name, language`,
      [workspace, clock.now()],
    );
  }

  /** The template was mended: the next message tries it. @returns whether something stood against it */
  async forget(workspace: number, { sender, name, language }: TemplateKey): Promise<boolean> {
    return await this.dependencies.database.write(async (tx) => {
      const key = [workspace, sender, name, language];
      const where = 'workspace = ? AND sender = ? AND name = ? AND language = ?';
      return (await tx.run(`DELETE FROM template_fault WHERE ${where}`, key)) > 0;
    });
  }
}
