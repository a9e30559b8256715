import { z } from 'zod';

import { CHANNELS } from '../../consent';
import type { Database, Queries } from '../../db';
import { CodedUserError, days, hours, minutes, seconds, type Duration } from '../../shared';

const count = z.number().int().min(1).max(1_000_000);

const cap = z
  .object({
    /** Null: messages of all channels together. */
    channel: z.enum(CHANNELS).nullable().default(null),
    count: count.max(1_000),
    amount: z.number().int().min(1).max(366),
    unit: z.enum(['hours', 'days']),
  })
  .strict();

const throttle = z
  .object({
    /** Null: whichever it is. */
    provider: z.string().trim().min(1).max(100).nullable().default(null),
    /** An address without a name; null: whichever it is. */
    sender: z.string().trim().min(3).max(320).toLowerCase().nullable().default(null),
    count,
    per: z.enum(['second', 'minute', 'day']),
  })
  .strict();

const schema = z
  .object({
    caps: z.array(cap).max(20).default([]),
    priorityWindowMinutes: z.number().int().min(0).max(10_080).default(60),
    throttles: z.array(throttle).max(20).default([]),
  })
  .strict();

/** How much a workspace sends: to a contact, of journeys beside each other, and through a provider. */
export type SendingRules = z.infer<typeof schema>;
/** At most so many promotional messages to a contact, in so many hours or days that end now. */
export type FrequencyCap = z.infer<typeof cap>;
/** At most so many messages through a provider or from a sender, in each second, minute or day. */
export type Throttle = z.infer<typeof throttle>;

export const NO_RULES: SendingRules = schema.parse({});

export const spanOf = ({ amount, unit }: FrequencyCap): Duration => (unit === 'hours' ? hours(amount) : days(amount));

export const periodOf = ({ per }: Throttle): Duration =>
  ({ second: seconds(1), minute: minutes(1), day: days(1) })[per];

/** @param stored what the workspace's column holds */
export function parseSendingRules(stored: string | null): SendingRules {
  return stored === null ? NO_RULES : schema.parse(JSON.parse(stored));
}

export async function readSendingRules(queries: Queries, workspace: number): Promise<SendingRules> {
  const row = await queries.get<{ stored: string | null }>(
    'SELECT sending_rules AS stored FROM workspace WHERE id = ?',
    [workspace],
  );
  return parseSendingRules(row?.stored ?? null);
}

/** Puts the rules in the place of those before; what is left out is as usual. @throws SENDING_RULES_INVALID */
export async function replaceSendingRules(database: Database, workspace: number, rules: object): Promise<SendingRules> {
  const parsed = schema.safeParse(rules);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    const message = `The sending rules are wrong. ${problems.join('; ')}.`;
    throw new CodedUserError('SENDING_RULES_INVALID', message, { problems });
  }
  const stored = JSON.stringify(parsed.data);
  await database.write((tx) => tx.run('UPDATE workspace SET sending_rules = ? WHERE id = ?', [stored, workspace]));
  return parsed.data;
}
