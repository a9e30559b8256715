import type { OutgoingWhatsapp, TemplateHeader, WhatsappTemplate } from './outgoing-whatsapp';

/** The body of `POST …/messages` for a text, as the Cloud API wants it. */
export const metaText = ({ to }: OutgoingWhatsapp, text: string) => ({
  ...addressed(to),
  type: 'text',
  text: { preview_url: true, body: text },
});

/** The same for a template. Places that the template does not have are refused by Meta, so that no empty parts are sent. */
export function metaTemplate({ to }: OutgoingWhatsapp, template: WhatsappTemplate) {
  const { name, language, body, header, buttons = [] } = template;
  const components = [
    ...(header ? [{ type: 'header', parameters: [headerParameter(header)] }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body.map((parameter) => textParameter(parameter)) }] : []),
    ...buttons.map(({ index, suffix }) => ({
      type: 'button',
      sub_type: 'url',
      index: String(index),
      parameters: [{ type: 'text', text: suffix }],
    })),
  ];
  return {
    ...addressed(to),
    type: 'template',
    template: { name, language: { code: language }, ...(components.length > 0 && { components }) },
  };
}

/** Numbers go without a plus; somebody without a number is the `recipient`. */
function addressed(to: string) {
  const address = to.startsWith('+') ? { to: to.slice(1) } : { recipient: to };
  return { messaging_product: 'whatsapp', recipient_type: 'individual', ...address };
}

function textParameter({ name, text }: { readonly name?: string; readonly text: string }) {
  return { type: 'text', ...(name !== undefined && { parameter_name: name }), text };
}

function headerParameter(header: TemplateHeader) {
  if (header.kind === 'text') return textParameter(header);
  const { kind, url, filename } = header;
  return { type: kind, [kind]: { link: url, ...(kind === 'document' && filename !== undefined && { filename }) } };
}
