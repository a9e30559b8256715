import type { IExecuteFunctions } from 'n8n-workflow';

import { journeyFacts } from './journey-facts';
import { parseInstant } from './parse-instant';

/** The ISO instant of the event that started the journey; undefined where neither the item nor the trigger says it. */
export function journeyStart(context: IExecuteFunctions, itemIndex: number): string | undefined {
  for (const { occurredAt } of journeyFacts(context, itemIndex, 'event')) {
    if (occurredAt !== undefined && occurredAt !== null && occurredAt !== '') {
      return new Date(parseInstant(occurredAt, context.getTimezone())).toISOString();
    }
  }
  return undefined;
}
