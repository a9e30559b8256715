import { z } from 'zod';

import { CodedUserError } from '../../shared';
import { canonicalLanguage, checkContents, LAYOUTS } from '../render';
import type { TemplateDraft } from './message-template';

const content = z
  .object({
    language: z.string().transform((tag, context) => {
      const canonical = canonicalLanguage(tag);
      if (canonical !== undefined) return canonical;
      context.addIssue({ code: 'custom', message: 'must be a language tag such as he' });
      return z.NEVER;
    }),
    subject: z.string().trim().min(1).max(1_000),
    body: z.string().min(1),
    preheader: z.string().trim().max(1_000).optional(),
  })
  .strict();

const draft = z
  .object({
    name: z.string().trim().min(1).max(200),
    layout: z.enum(LAYOUTS).default('default'),
    contents: z
      .array(content)
      .min(1)
      .max(50)
      .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, 'has a language twice'),
  })
  .strict();

/** @throws MESSAGE_TEMPLATE_INVALID naming each field, TEMPLATE_INVALID with the line, TEMPLATE_TOO_LARGE */
export function parseTemplate(json: unknown): TemplateDraft {
  const { data, error } = draft.safeParse(json);
  if (!data) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.') || 'template'}: ${message}`);
    throw new CodedUserError('MESSAGE_TEMPLATE_INVALID', `The template is wrong. ${problems.join('; ')}.`, {
      problems,
    });
  }
  checkContents(data.contents);
  return data;
}
