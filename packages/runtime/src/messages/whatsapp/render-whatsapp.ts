import { CodedUserError } from '../../shared';
import type { WhatsappTemplate } from '../channels/whatsapp/outgoing-whatsapp';
import { renderText, type TextRequest } from '../render';
import type { TemplateContent, WhatsappContent } from './whatsapp-request';

export interface RenderedWhatsapp {
  /** BCP 47, of the content. */
  readonly language: string;
  /** Null where there is none. */
  readonly text: string | null;
  readonly template: WhatsappTemplate | null;
  /** Places of the template that nothing stands at: Meta refuses those. */
  readonly empty: readonly string[];
}

export type WhatsappRender = Omit<TextRequest, 'contents'> & { readonly contents: readonly WhatsappContent[] };

/**
 * Writes a WhatsApp message in the contact's language. Nothing is escaped.
 * @throws WHATSAPP_CONTENT_INVALID, LANGUAGE_MISSING, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE
 */
export function renderWhatsapp({ contents, ...request }: WhatsappRender): RenderedWhatsapp {
  // Which content it is, is chosen as for every message; then each of its parts is written in that language.
  const places = contents.map(({ language }, index) => ({ language, text: String(index) }));
  const { language, text: place } = renderText({ ...request, contents: places });
  const content = contents[Number(place)];
  const write = (text: string): string =>
    renderText({ ...request, contents: [{ language: content?.language ?? language, text }] }).text;
  if (!content?.text?.trim() && !content?.template) {
    const message = `The WhatsApp message has neither a text nor a template for "${language}".`;
    throw new CodedUserError('WHATSAPP_CONTENT_INVALID', message, { language });
  }
  const text = content.text?.trim() ? write(content.text) : null;
  const template = content.template ? renderTemplate(content.template, write) : null;
  return { language, text: text === '' ? null : text, template, empty: template ? emptyPlaces(template) : [] };
}

function renderTemplate(content: TemplateContent, write: (text: string) => string): WhatsappTemplate {
  const { name, language, body = [], header, buttons } = content;
  const named = (given: string | undefined) => (given?.trim() ? { name: given.trim() } : {});
  return {
    name: name.trim(),
    language: language.trim(),
    body: body.map(({ name: place, text }) => ({ ...named(place), text: oneLine(write(text)) })),
    ...(header && { header: renderHeader(header, write) }),
    ...(buttons &&
      buttons.length > 0 && {
        buttons: buttons.map(({ index, suffix, name: place }) => ({
          ...{ index, ...named(place) },
          suffix: write(suffix).replace(/\s/g, '%20'),
        })),
      }),
  };
}

function renderHeader(header: NonNullable<TemplateContent['header']>, write: (text: string) => string) {
  const { kind, value, filename, name } = header;
  const named = name?.trim() ? { name: name.trim() } : {};
  if (kind === 'text') return { kind, ...named, text: oneLine(write(value)) };
  return { kind, ...named, url: write(value), ...(filename?.trim() && { filename: oneLine(write(filename)) }) };
}

/** Meta refuses line breaks, tabs and rows of spaces at the places of a template. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function emptyPlaces({ body, header, buttons = [] }: WhatsappTemplate): string[] {
  return [
    ...body.flatMap(({ name, text }, index) => (text === '' ? [`body ${name ?? index + 1}`] : [])),
    ...(header && (header.kind === 'text' ? header.text : header.url) === '' ? ['header'] : []),
    ...buttons.flatMap(({ index, suffix }) => (suffix === '' ? [`button ${index}`] : [])),
  ];
}
