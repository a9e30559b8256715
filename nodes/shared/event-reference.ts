import type { IExecuteFunctions } from 'n8n-workflow';

import { journeyFacts } from './journey-facts';

/**
 * The event that an item came with, by its number in the log of the Aftercart server: order, cart and product of it are
 * what templates name. undefined where neither the item nor the trigger says it.
 */
export function eventReference(context: IExecuteFunctions, itemIndex: number): number | undefined {
  for (const { id } of journeyFacts(context, itemIndex, 'event')) {
    if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return id;
  }
  return undefined;
}
