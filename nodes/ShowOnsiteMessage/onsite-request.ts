import type { IExecuteFunctions } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { contentsByLanguage } from '../shared/contents-by-language';
import type { OnsiteRequest } from '../shared/hub';
import { textOf } from '../shared/language-tag';
import { templateData } from '../shared/template-data';

const PLACES = ['title', 'text', 'button', 'url', 'image'] as const;

/** Reads the node's parameters for an item. Throws a UserError for those that make no sense. */
export function onsiteRequest(context: IExecuteFunctions, itemIndex: number): OnsiteRequest {
  const options = context.getNodeParameter('options', itemIndex, {});
  const purpose = context.getNodeParameter('purpose', itemIndex, 'promotional');
  const { expiresInHours } = options;
  return {
    contact: contactReference(context, itemIndex),
    visitor: textOf(options.visitor) || undefined,
    contents: contentsByLanguage(context, itemIndex, {
      places: PLACES,
      required: ['title', 'text'],
      what: 'on-site message',
    }),
    kind: context.getNodeParameter('kind', itemIndex, 'popup') as OnsiteRequest['kind'],
    moment: context.getNodeParameter('moment', itemIndex, 'now') as OnsiteRequest['moment'],
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: templateData(options.data),
    expiresInHours: typeof expiresInHours === 'number' ? expiresInHours : undefined,
    repeat: repeatOf(context, itemIndex),
    itemIndex,
  };
}

function repeatOf(context: IExecuteFunctions, itemIndex: number): OnsiteRequest['repeat'] {
  const repeat = context.getNodeParameter('repeat', itemIndex, 'once');
  if (repeat === 'afterDays')
    return Math.max(1, Math.round(Number(context.getNodeParameter('repeatDays', itemIndex, 30)) || 1));
  return repeat === 'always' ? 'always' : 'once';
}
