import type { ErrorCode } from '../../shared';
import type { RenderedWhatsapp } from './render-whatsapp';

export interface ChosenForm {
  readonly form: 'text' | 'template' | null;
  readonly reason: string;
  readonly objection?: { readonly code: ErrorCode; readonly reason: string };
}

/**
 * Text or template: the text while the contact may get one, the template at all other times.
 * @param closesAt until when they may get texts (UTC epoch ms); null where they may not
 */
export function chooseForm({ text, template, empty }: RenderedWhatsapp, closesAt: number | null): ChosenForm {
  if (text !== null && closesAt !== null) {
    return { form: 'text', reason: `the contact wrote, texts may go until ${new Date(closesAt).toISOString()}` };
  }
  if (!template) {
    const code = 'WHATSAPP_WINDOW_CLOSED';
    const reason = `${code}: the contact has not written in the last 24 hours, and there is no template`;
    return { form: null, reason, objection: { code, reason } };
  }
  if (empty.length > 0) {
    const code = 'WHATSAPP_CONTENT_INVALID';
    const reason = `${code}: nothing stands at ${empty.join(', ')} of the template "${template.name}"`;
    return { form: null, reason, objection: { code, reason } };
  }
  return { form: 'template', reason: `the template "${template.name}" in ${template.language}` };
}
