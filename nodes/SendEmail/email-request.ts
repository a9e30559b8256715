import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { jsonParse, UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { EmailRequest } from '../shared/hub';
import { localizedContents } from './localized-contents';

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function emailRequest(context: IExecuteFunctions, itemIndex: number): EmailRequest {
  // Raw: "{{ }}" and a leading "=" are the template's here, never n8n's.
  const languages = context.getNodeParameter('languages.values', itemIndex, [], { rawExpressions: true });
  const purpose = context.getNodeParameter('purpose', itemIndex, 'promotional');
  const options = context.getNodeParameter('options', itemIndex, {});
  return {
    contact: contactReference(context, itemIndex),
    ...contentOf(context, itemIndex, languages as IDataObject[]),
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: dataOf(options.data),
    from: addressOf(options.from),
    replyTo: addressOf(options.replyTo),
    to: addressOf(options.to),
    ...layoutOf(options.layout),
    itemIndex,
  };
}

function dataOf(value: unknown): IDataObject {
  const data: unknown =
    typeof value === 'string' && value.trim() !== ''
      ? jsonParse(value, { errorMessage: 'The extra data is not valid JSON' })
      : value || {};
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as IDataObject;
  throw new UserError('The extra data has to be an object, such as { "coupon": "HELLO10" }');
}

function contentOf(
  context: IExecuteFunctions,
  itemIndex: number,
  languages: IDataObject[],
): Pick<EmailRequest, 'contents' | 'template'> {
  if (context.getNodeParameter('content', itemIndex, 'own') !== 'template') {
    return { contents: localizedContents(languages) };
  }
  const template = String(context.getNodeParameter('template', itemIndex, '')).trim();
  if (template === '') throw new UserError('The e-mail names no template: enter the name of one of the workspace');
  return { contents: [], template };
}

/** Where it is not chosen, a template's own counts. */
function layoutOf(value: unknown): Pick<EmailRequest, 'layout'> {
  return value === 'default' || value === 'plain' || value === 'none' ? { layout: value } : {};
}

function addressOf(value: unknown): string | undefined {
  const address = typeof value === 'string' ? value.trim() : '';
  return address === '' ? undefined : address;
}
