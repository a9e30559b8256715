import { z } from 'zod';

import { CodedUserError } from '../../shared';
import { canonicalLanguage } from '../render/language';
import { FONTS, LABELLED, SOCIAL_NETWORKS, type Brand, type SocialNetwork } from './brand';

const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0f766e');
const line = z.string().trim().min(1).max(500);
const url = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'must be an address with https://');
const language = z.string().refine((tag) => canonicalLanguage(tag) !== undefined, 'must be a language tag such as he');

const brand = z
  .object({
    name: line.nullable().default(null),
    narrator: z.record(language, line).default({}),
    logoUrl: url.nullable().default(null),
    websiteUrl: url.nullable().default(null),
    colors: z
      .object({
        primary: color.default('#0f766e'),
        onPrimary: color.default('#ffffff'),
        background: color.default('#f3f4f6'),
        surface: color.default('#ffffff'),
        text: color.default('#1f2937'),
      })
      .strict()
      .default({}),
    font: z.enum(namesOf(FONTS)).default('arial'),
    postalAddress: line.nullable().default(null),
    contact: line.nullable().default(null),
    footer: z.record(language, z.string().trim().max(2_000)).default({}),
    social: z
      .array(z.object({ network: z.enum(namesOf<SocialNetwork>(SOCIAL_NETWORKS)), url }).strict())
      .max(12)
      .default([]),
    advertisementLabel: z.enum(LABELLED).default('nobody'),
    layout: z
      .string()
      .nullable()
      .default(null)
      .refine((text) => text === null || /\{\{\{\s*body\s*\}\}\}/.test(text), 'must say {{{body}}} where the mail goes')
      .refine(
        (text) => text === null || /\{\{\{?\s*(?:footer|preferencesUrl)\s*\}?\}\}/.test(text),
        'must say {{{footer}}} or {{preferencesUrl}}: people have to be able to leave',
      ),
  })
  .strict();

/** A brand of which nothing is said. */
export const DEFAULT_BRAND: Brand = brand.parse({});

/** Reads a brand as it is sent; what is left out is as in a new one. @throws BRAND_INVALID naming each field */
export function parseBrand(json: unknown): Brand {
  const { data, error } = brand.safeParse(json);
  if (data) return data;
  throw brandInvalid(error.issues.map(({ path, message }) => `${path.join('.') || 'brand'}: ${message}`));
}

/** @returns BRAND_INVALID */
export function brandInvalid(problems: readonly string[]): CodedUserError {
  return new CodedUserError('BRAND_INVALID', `The brand is wrong. ${problems.join('; ')}.`, { problems });
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] {
  return Object.keys(table) as [Name, ...Name[]];
}
