import { z } from 'zod';

import type { Database, Queries } from '../db';
import { CodedUserError } from '../shared';

const word = z.string().trim().max(200);

const settings = z
  .object({
    /** Whether links of promotional mails tell who follows them. */
    clicks: z.boolean().default(true),
    /** Whether promotional mails have a picture that tells who loads it. */
    opens: z.boolean().default(true),
    /** Whether the same is done in transactional mails. */
    transactional: z.boolean().default(false),
    /** What web analytics read of where a visit comes from; null where links keep their own addresses. */
    utm: z
      .object({
        source: word.min(1),
        medium: word.default('email'),
        /** Empty for the name of the journey. */
        campaign: word.default(''),
      })
      .strict()
      .nullable()
      .default(null),
    /** For so many days after a click orders count as its message's. */
    attributionDays: z.number().min(1).max(90).default(5),
  })
  .strict();

/** What of messages is tracked in a workspace, and for how long an order counts as theirs. */
export type TrackingSettings = z.infer<typeof settings>;

const DEFAULTS = settings.parse({});

export async function readTrackingSettings(queries: Queries, workspace: number): Promise<TrackingSettings> {
  const row = await queries.get<{ stored: string | null }>(
    'SELECT tracking_settings AS stored FROM workspace WHERE id = ?',
    [workspace],
  );
  return row?.stored ? settings.parse(JSON.parse(row.stored)) : DEFAULTS;
}

/** Changes what is named. @throws TRACKING_SETTINGS_INVALID */
export async function changeTrackingSettings(
  database: Database,
  workspace: number,
  changes: object,
): Promise<TrackingSettings> {
  return await database.write(async (tx) => {
    const parsed = settings.safeParse({ ...(await readTrackingSettings(tx, workspace)), ...changes });
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new CodedUserError('TRACKING_SETTINGS_INVALID', `The settings are wrong. ${problems.join('; ')}.`, {
        problems,
      });
    }
    await tx.run('UPDATE workspace SET tracking_settings = ? WHERE id = ?', [JSON.stringify(parsed.data), workspace]);
    return parsed.data;
  });
}
