import { attributesOf, checkTag, findList, type Attribute } from '../contacts';
import type { Queries } from '../db';
import { CodedUserError } from '../shared';
import { languagesOf, type FormConsent, type FormDefinition } from './form';
import { findMagnet } from './magnets/magnet-store';
import { typeOfField } from './resolve-fields';

/**
 * Checks that a form makes sense in its workspace.
 * @returns the form with its addresses and tags in the spelling that they are stored in
 * @throws FORM_INVALID, LIST_NOT_FOUND, TAG_INVALID, MAGNET_NOT_FOUND
 */
export async function checkForm(
  queries: Queries,
  workspace: number,
  definition: FormDefinition,
): Promise<FormDefinition> {
  checkTexts(definition);
  checkFields(definition, await attributesOf(queries, workspace));
  checkConsents(definition);
  for (const list of definition.lists) await findList(queries, workspace, list);
  if (definition.magnet !== null) {
    if (!definition.confirm)
      throw invalid('magnet: it is given to those only who have confirmed. Let confirm be true.');
    await findMagnet(queries, workspace, definition.magnet);
  }
  const { redirectUrl, privacyUrl, design } = definition;
  return {
    ...definition,
    tags: [...new Set(definition.tags.map(checkTag))],
    lists: [...new Set(definition.lists)],
    redirectUrl: redirectUrl && webAddress(redirectUrl, 'redirectUrl'),
    privacyUrl: privacyUrl && webAddress(privacyUrl, 'privacyUrl'),
    embedOrigins: definition.embedOrigins.map(originOf),
    design: { ...design, logoUrl: design.logoUrl && webAddress(design.logoUrl, 'design.logoUrl') },
  };
}

function checkTexts({ language, texts }: FormDefinition): void {
  if (!texts[language]) throw invalid(`texts: write the texts in the form's own language, ${language}.`);
  for (const [code, { title }] of Object.entries(texts)) {
    if (title.trim() === '') throw invalid(`texts.${code}.title: is empty.`);
  }
}

function checkFields({ fields, confirm }: FormDefinition, attributes: readonly Attribute[]): void {
  for (const { name, optionLabels } of fields) {
    const type = typeOfField(name, attributes);
    if (type === undefined) {
      throw invalid(
        `fields: "${name}" is no field. Use email, phone, firstName, lastName, or attributes.<name> of a custom field.`,
      );
    }
    if (optionLabels && type !== 'enum') throw invalid(`fields: ${name}: only an enum has optionLabels.`);
  }
  const names = fields.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw invalid('fields: each of them once.');
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  if (confirm && !required.includes('email')) {
    throw invalid('fields: let email be required, or let confirm be false: the link to confirm goes there.');
  }
  if (!required.includes('email') && !required.includes('phone')) {
    throw invalid('fields: let email or phone be required: by it the contact is known.');
  }
}

/** What a consent is given for has to be reachable by what the form asks. */
const NEEDED: Partial<Record<FormConsent['channel'], string>> = { email: 'email', sms: 'phone', whatsapp: 'phone' };

function checkConsents({ consents, fields, texts }: FormDefinition): void {
  const topics = consents.map(({ channel, purpose }) => `${channel} ${purpose}`);
  if (new Set(topics).size !== topics.length) throw invalid('consents: each channel and purpose once.');
  for (const { channel, wording } of consents) {
    const needed = NEEDED[channel];
    if (needed !== undefined && !fields.some(({ name }) => name === needed)) {
      throw invalid(`consents: ask for ${needed} where somebody agrees to ${channel}.`);
    }
    for (const language of languagesOf({ texts })) {
      if ((wording[language] ?? '').trim() === '') {
        throw invalid(
          `consents: ${channel} has no wording in ${language}: what people agree to has to be said in each.`,
        );
      }
    }
  }
}

/** @throws FORM_INVALID for what a browser should not be sent to */
function webAddress(text: string, where: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url.href;
  throw invalid(`${where}: has to be an address that begins with https:// or http://.`);
}

function originOf(text: string): string {
  if (text === '*') return text;
  const { origin, pathname, search } = new URL(webAddress(text, 'embedOrigins'));
  if (pathname === '/' && search === '') return origin;
  throw invalid(`embedOrigins: "${text}" has to be an origin alone, e.g. ${origin}.`);
}

const invalid = (message: string): CodedUserError => new CodedUserError('FORM_INVALID', message);
