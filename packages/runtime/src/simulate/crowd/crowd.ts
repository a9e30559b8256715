import { z } from 'zod';

import { CodedUserError, isTimeZone } from '../../shared';
import { momentOf } from '../read-moment';
import { contactSchema, givenSchema, happeningSchema } from '../scenario';

/** The most that one crowd may be asked for. */
export const CROWD_LIMITS = { contacts: 100_000, days: 400 } as const;

const share = z.number().min(0).max(1);

/** What invented people do. Shares are from 0 to 1. */
const habits = z
  .object({
    /** Who agrees to promotions before the journey begins. */
    agrees: share.default(0.8),
    /** Of messages that were sent. */
    opens: share.default(0.4),
    /** Of messages that were opened. */
    clicks: share.default(0.2),
    /** Of messages that were sent: after which the consent is withdrawn. */
    withdraws: share.default(0.005),
    /** Purchases of a contact in 30 days, after the one that they may have entered by. */
    purchases: z.number().min(0).max(30).default(0.4),
  })
  .strict();

/** Who opens what is a matter of their habits: not everybody gets a second message. */
const deed = happeningSchema.refine(({ opens, clicks }) => opens === undefined && clicks === undefined, {
  message: 'opens and clicks are `habits` of a crowd',
});

const crowdSchema = z
  .object({
    count: z.number().int().min(1).max(CROWD_LIMITS.contacts).default(10_000),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
    /** When and where; `contact` is what all of them have in common. */
    given: givenSchema
      .omit({ contact: true })
      .extend({ contact: contactSchema.partial().default({}) })
      .default({}),
    /** What happens to each of them, at moments since their own entry; what the journey's triggers wait for where left out. */
    when: z.array(deed).max(50).optional(),
    habits: habits.default({}),
    /** Over how many days they enter. */
    entersWithin: z.number().int().min(1).max(CROWD_LIMITS.days).default(14),
    /** For how many days it is looked at them, the entering among it. */
    days: z.number().int().min(1).max(CROWD_LIMITS.days).default(60),
  })
  .strict()
  .refine(({ given }) => isTimeZone(given.timeZone), { path: ['given', 'timeZone'], message: 'is no IANA time zone' })
  .refine(({ entersWithin, days }) => entersWithin <= days, { path: ['entersWithin'], message: 'is within `days`' });

/** Many contacts, and what they are like. */
export type Crowd = z.infer<typeof crowdSchema>;
export type Habits = Crowd['habits'];

/** Checks what a crowd is asked for. @throws SCENARIO_INVALID with every place that is wrong */
export function parseCrowd(json: unknown): Crowd {
  const parsed = crowdSchema.safeParse(json ?? {});
  if (parsed.success) {
    const { given, when = [] } = parsed.data;
    for (const { at } of when) momentOf(at, { startedAt: Date.parse(given.now), timeZone: given.timeZone });
    return parsed.data;
  }
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const list = problems.map(({ path, message }) => `${path || 'crowd'}: ${message}`).join('; ');
  throw new CodedUserError('SCENARIO_INVALID', `The crowd cannot be understood. ${list}.`, { problems });
}
