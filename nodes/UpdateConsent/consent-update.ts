import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { ConsentUpdateRequest } from '../shared/hub';
import { listOf } from '../shared/order-filter';

const CHANNELS = ['email', 'sms', 'whatsapp', 'push', 'onsite'] as const;
const BASES = ['explicit', 'double_opt_in', 'customer_exception'] as const;
const SOURCES = ['form', 'reply', 'journey'] as const;

/** Reads the node's parameters for an item. Throws a UserError where a consent would be granted on no basis. */
export function consentUpdate(context: IExecuteFunctions, itemIndex: number): ConsentUpdateRequest {
  const named = listOf(context.getNodeParameter('channels', itemIndex, ['email']));
  const channels = CHANNELS.filter((channel) => named.includes(channel));
  if (channels.length === 0) throw new UserError('The consent is about no channel: choose one at least');
  const wording = String(context.getNodeParameter('wording', itemIndex, '')).trim();
  const source: unknown = context.getNodeParameter('source', itemIndex, 'journey');
  const purpose: unknown = context.getNodeParameter('purpose', itemIndex, 'promotional');
  return {
    contact: contactReference(context, itemIndex),
    channels,
    purpose: purpose === 'transactional' ? 'transactional' : 'promotional',
    ...statusAndBasis(context, itemIndex, wording),
    source: SOURCES.find((each) => each === source) ?? 'journey',
    ...(wording !== '' && { wording }),
    itemIndex,
  };
}

function statusAndBasis(
  context: IExecuteFunctions,
  itemIndex: number,
  wording: string,
): Pick<ConsentUpdateRequest, 'status' | 'basis'> {
  if (context.getNodeParameter('status', itemIndex, 'withdrawn') !== 'granted') return { status: 'withdrawn' };
  const given: unknown = context.getNodeParameter('basis', itemIndex, '');
  const basis = BASES.find((each) => each === given);
  if (!basis) throw new UserError('Consent is granted on no basis: choose what lets you write to the contact');
  if (wording === '' && basis !== 'customer_exception') {
    throw new UserError('Consent is granted without evidence: enter the words that the contact agreed to');
  }
  return { status: 'granted', basis };
}
