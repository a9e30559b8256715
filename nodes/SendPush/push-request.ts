import type { IExecuteFunctions } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { contentsByLanguage } from '../shared/contents-by-language';
import type { PushContent, PushRequest } from '../shared/hub';
import { templateData } from '../shared/template-data';

const PLACES = ['title', 'text', 'url', 'icon', 'image'] as const;

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function pushRequest(context: IExecuteFunctions, itemIndex: number): PushRequest {
  const options = context.getNodeParameter('options', itemIndex, {});
  const purpose = context.getNodeParameter('purpose', itemIndex, 'promotional');
  const contents = contentsByLanguage(context, itemIndex, {
    places: PLACES,
    required: ['title'],
    what: 'push message',
  });
  return {
    contact: contactReference(context, itemIndex),
    contents: contents as PushContent[],
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: templateData(options.data),
    expiresInHours: typeof options.expiresInHours === 'number' ? options.expiresInHours : undefined,
    itemIndex,
  };
}
