import { z } from 'zod';

import { CodedUnexpectedError } from '../shared';
import type { WorkflowDocument } from '../workflows';
import { SETTING_TYPES, type TemplateDeclaration } from './template';

const inEachLanguage = z.object({ en: z.string().min(1), he: z.string().min(1), ar: z.string().min(1) }).strict();

const target = z.union([
  z.object({ node: z.string().min(1), parameter: z.string().min(1) }).strict(),
  z.object({ journey: z.string().min(1) }).strict(),
]);

const setting = z
  .object({
    name: z.string().regex(/^[A-Za-z]\w{0,63}$/, 'must be a letter, and letters, digits and underscores after it'),
    displayName: z.string().min(1),
    displayNames: inEachLanguage.partial().optional(),
    type: z.enum(SETTING_TYPES),
    default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
    required: z.boolean().optional(),
    description: z.string().optional(),
    options: z
      .array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }).passthrough())
      .optional(),
    typeOptions: z
      .object({ minValue: z.number().optional(), maxValue: z.number().optional() })
      .passthrough()
      .optional(),
    targets: z.array(target).min(1),
  })
  .passthrough();

const declaration = z
  .object({
    name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be in kebab-case'),
    title: inEachLanguage,
    summary: inEachLanguage,
    languages: z.array(z.string()).min(1),
    consent: z.enum(['promotional', 'transactional']),
    settings: z.array(setting),
  })
  .passthrough();

/**
 * What a workflow says about itself as a template; undefined where it is none.
 * @throws JOURNEY_TEMPLATE_BROKEN naming each place that is wrong
 */
export function parseDeclaration({
  name,
  meta,
}: Pick<WorkflowDocument, 'name' | 'meta'>): TemplateDeclaration | undefined {
  const { template } = (meta?.aftercart ?? {}) as { template?: unknown };
  if (template === undefined) return undefined;
  const { data, error } = declaration.safeParse(template);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new CodedUnexpectedError('JOURNEY_TEMPLATE_BROKEN', `"${name}" is no template: ${problems.join('; ')}.`);
}
