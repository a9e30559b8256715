import { z } from 'zod';

import { ATTRIBUTE_TYPES } from '../contacts';
import { CodedUserError } from '../shared';

export const BUNDLE_FORMAT = 'aftercart-bundle';
export const BUNDLE_VERSION = 1;

const anything = z.record(z.unknown());

/** What of a workflow belongs to where it comes from, and has to be chosen anew where it goes. */
const leftOut = z.object({ node: z.string(), what: z.enum(['credential', 'shop', 'sender']) }).strict();

const schema = z
  .object({
    format: z.literal(BUNDLE_FORMAT),
    version: z.literal(BUNDLE_VERSION),
    createdAt: z.string(),
    attributes: z.array(
      z
        .object({
          name: z.string(),
          type: z.enum(ATTRIBUTE_TYPES),
          options: z.array(z.string()).nullable().default(null),
          label: z.string().nullable().default(null),
        })
        .strict(),
    ),
    lists: z.array(z.object({ id: z.string().min(1), name: z.string().trim().min(1).max(200) }).strict()),
    segments: z.array(z.object({ id: z.string().min(1), name: z.string().min(1).max(200), rule: anything }).strict()),
    messageTemplates: z.array(
      z.object({ name: z.string(), layout: z.string(), contents: z.array(z.unknown()) }).strict(),
    ),
    workflows: z.array(
      z
        .object({
          id: z.string().min(1),
          document: anything,
          /** As in a file of scenarios. */
          scenarios: z.array(z.unknown()).default([]),
          leftOut: z.array(leftOut).default([]),
        })
        .strict(),
    ),
  })
  .strict();

/** What an agency carries from one client to the next: how journeys work, and nothing of whom they were for. */
export type Bundle = z.infer<typeof schema>;
export type LeftOut = z.infer<typeof leftOut>;

/** @throws BUNDLE_INVALID naming each place that is wrong, BUNDLE_VERSION_UNKNOWN */
export function parseBundle(json: unknown): Bundle {
  const { format, version } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  if (format === BUNDLE_FORMAT && typeof version === 'number' && version !== BUNDLE_VERSION) {
    throw new CodedUserError(
      'BUNDLE_VERSION_UNKNOWN',
      `The bundle has the format ${version}; this server reads format ${BUNDLE_VERSION}.`,
      { version },
    );
  }
  const { data, error } = schema.safeParse(json);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.') || 'bundle'}: ${message}`);
  throw new CodedUserError('BUNDLE_INVALID', `This is not a bundle. ${problems.join('; ')}.`, { problems });
}
