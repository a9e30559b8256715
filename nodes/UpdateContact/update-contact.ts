import type { IExecuteFunctions } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';
import { contactUpdate } from './contact-update';

/** Changes the contact of one item, and puts who they are now into the item. */
export async function updateContact(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const hub = hubOf(context);
  const { contact, changed } = await hub.updateContact(contactUpdate(context, itemIndex));
  hub.note?.(changed.length === 0 ? 'nothing changed' : changed.join(', '));
  const item = passOn(context, itemIndex);
  return { output: 0, item: { ...item, json: { ...item.json, contact } } };
}
