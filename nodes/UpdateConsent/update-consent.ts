import type { IExecuteFunctions } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';
import { consentUpdate } from './consent-update';

/** Records the consent of one item's contact, and puts how it stands now into the item as `consents`. */
export async function updateConsent(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const hub = hubOf(context);
  const consents = await hub.updateConsent(consentUpdate(context, itemIndex));
  hub.note?.(consents.map(({ channel, purpose, status }) => `${channel} ${purpose}: ${status}`).join(', '));
  const item = passOn(context, itemIndex);
  return { output: 0, item: { ...item, json: { ...item.json, consents: consents.map((each) => ({ ...each })) } } };
}
