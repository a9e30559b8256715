import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

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
    ...contentOf(context, itemIndex, languages as IDataObject[]),
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    data: templateData(options.data),
    from: addressOf(options.from),
    sender: addressOf(options.sender),
    replyTo: addressOf(options.replyTo),
    to: addressOf(options.to),
    onCap: choiceOf(options.onCap),
    onClosed: choiceOf(options.onClosed),
    deferAtMostHours: hoursOf(options.deferAtMostHours),
    ...layoutOf(options.layout),
    ...(options.track === true && { track: true }),
    itemIndex,
  };
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

function choiceOf(value: unknown): 'defer' | 'skip' | undefined {
  return value === 'defer' || value === 'skip' ? value : undefined;
}

const LONGEST_HOURS = 8_784;

function hoursOf(value: unknown): number | undefined {
  if (value === undefined || value === '') return undefined;
  const hours = Number(value);
  if (hours > 0 && hours <= LONGEST_HOURS) return hours;
  throw new UserError(`"Defer at Most (Hours)" has to be a number above 0, up to ${LONGEST_HOURS}`);
}
