import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { WhatsappRequest } from '../shared/hub';
import { textOf } from '../shared/language-tag';
import { templateData } from '../shared/template-data';
import { whatsappContents } from './whatsapp-contents';

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function whatsappRequest(context: IExecuteFunctions, itemIndex: number): WhatsappRequest {
  // Raw: "{{ }}" and a leading "=" are the template's here, never n8n's.
  const languages = context.getNodeParameter('languages.values', itemIndex, [], { rawExpressions: true });
  const purpose = context.getNodeParameter('purpose', itemIndex, 'promotional');
  const options = context.getNodeParameter('options', itemIndex, {});
  return {
    contact: contactReference(context, itemIndex),
    contents: whatsappContents(languages as IDataObject[]),
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: templateData(options.data),
    sender: textOf(options.sender) || undefined,
    to: textOf(options.to) || undefined,
    itemIndex,
  };
}
