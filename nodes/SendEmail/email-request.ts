import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { EmailRequest } from '../shared/hub';
import { templateData } from '../shared/template-data';
import { localizedContents } from './localized-contents';

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function emailRequest(context: IExecuteFunctions, itemIndex: number): EmailRequest {
  // Raw: "{{ }}" and a leading "=" are the template's here, never n8n's.
  const languages = context.getNodeParameter('languages.values', itemIndex, [], { rawExpressions: true });
  const purpose = context.getNodeParameter('purpose', itemIndex, 'promotional');
  const options = context.getNodeParameter('options', itemIndex, {});
  return {
    contact: contactReference(context, itemIndex),
    contents: localizedContents(languages as IDataObject[]),
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: templateData(options.data),
    from: addressOf(options.from),
    sender: addressOf(options.sender),
    replyTo: addressOf(options.replyTo),
    to: addressOf(options.to),
    itemIndex,
  };
}

function addressOf(value: unknown): string | undefined {
  const address = typeof value === 'string' ? value.trim() : '';
  return address === '' ? undefined : address;
}
