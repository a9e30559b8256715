import { z } from 'zod';

import { canonicalLanguage, checkContents, LAYOUTS } from '../render';
import { compileContents } from './compile-contents';
import type { TemplateDraft } from './message-template';
import { templateInvalid } from './template-invalid';

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
    /** The body is made from it anew. */
    mjml: z.string().min(1).optional(),
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

/** @throws MESSAGE_TEMPLATE_INVALID naming each field or MJML's lines, TEMPLATE_INVALID with the line, TEMPLATE_TOO_LARGE */
export async function parseTemplate(json: unknown): Promise<TemplateDraft> {
  const { data, error } = draft.safeParse(json);
  if (!data)
    throw templateInvalid(error.issues.map(({ path, message }) => `${path.join('.') || 'template'}: ${message}`));
  const contents = await compileContents(data.contents);
  checkContents(contents);
  return { ...data, contents };
}
