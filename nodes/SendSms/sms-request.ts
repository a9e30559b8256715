import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { SmsRequest } from '../shared/hub';
import { textOf } from '../shared/language-tag';
import { templateData } from '../shared/template-data';
import { localizedTexts } from './localized-texts';

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function smsRequest(context: IExecuteFunctions, itemIndex: number): SmsRequest {
  // Raw: "{{ }}" and a leading "=" are the template's here, never n8n's.
  const languages = context.getNodeParameter('languages.values', itemIndex, [], { rawExpressions: true });
  const purpose = context.getNodeParameter('purpose', itemIndex, 'promotional');
  const options = context.getNodeParameter('options', itemIndex, {});
  return {
    contact: contactReference(context, itemIndex),
    contents: localizedTexts(languages as IDataObject[]),
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: templateData(options.data),
    sender: textOf(options.sender) || undefined,
    to: textOf(options.to) || undefined,
    optOutText: options.optOutText !== false,
    shortLinks: options.shortLinks !== false,
    itemIndex,
  };
}
