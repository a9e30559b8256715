import { z } from 'zod';

import type { Database, Queries, Transaction } from '../db';
import { CodedUserError } from '../shared';
import { CHANNELS } from './consent';

const text = z.string().trim().min(1);

const box = z
  .object({
    /** The key of the order's custom field, e.g. `_wc_other/shop/newsletter`. */
    field: text.max(200),
    channels: z.array(z.enum(CHANNELS)).min(1),
    /** What stands beside the box: it is kept as evidence. */
    wording: text.max(2_000).nullable().default(null),
  })
  .strict();

const settings = z
  .object({
    /** Whether customers may be written to because they are customers: what the law of some countries allows. */
    customerException: z.boolean().default(false),
    /** The boxes at the checkout that mean consent; null for those whose name says newsletter or marketing. */
    checkoutBoxes: z.array(box).max(50).nullable().default(null),
  })
  .strict();

/** What counts as consent in a workspace. */
export type ConsentSettings = z.infer<typeof settings>;
export type CheckoutBox = z.infer<typeof box>;

const DEFAULTS = settings.parse({});

export async function readConsentSettings(queries: Queries, workspace: number): Promise<ConsentSettings> {
  const row = await queries.get<{ stored: string | null }>(
    'SELECT consent_settings AS stored FROM workspace WHERE id = ?',
    [workspace],
  );
  return parseConsentSettings(row?.stored ?? null);
}

/** @param stored what the workspace's column holds */
export function parseConsentSettings(stored: string | null): ConsentSettings {
  return stored ? settings.parse(JSON.parse(stored)) : DEFAULTS;
}

/** Changes what is named. @throws CONSENT_INVALID */
export async function changeConsentSettings(
  database: Database,
  workspace: number,
  changes: object,
): Promise<ConsentSettings> {
  return await database.write(async (tx: Transaction) => {
    const parsed = settings.safeParse({ ...(await readConsentSettings(tx, workspace)), ...changes });
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new CodedUserError('CONSENT_INVALID', `The settings are wrong. ${problems.join('; ')}.`, { problems });
    }
    const stored = JSON.stringify(parsed.data);
    await tx.run('UPDATE workspace SET consent_settings = ? WHERE id = ?', [stored, workspace]);
    return parsed.data;
  });
}
