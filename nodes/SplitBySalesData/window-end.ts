import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { journeyStart } from '../shared/journey-start';
import { parseInstant } from '../shared/parse-instant';

/**
 * The ISO instant that windows are counted back from; undefined means now. Throws a NodeOperationError when it is to be
 * the event that started the journey and neither the item nor the trigger says when that was.
 */
export function windowEnd(context: IExecuteFunctions, itemIndex: number): string | undefined {
  if (context.getNodeParameter('windowsFrom', itemIndex, 'now') !== 'start') return undefined;
  const given: unknown = context.getNodeParameter('startedAt', itemIndex, '');
  const startedAt = isGiven(given)
    ? new Date(parseInstant(given, context.getTimezone())).toISOString()
    : journeyStart(context, itemIndex);
  if (startedAt === undefined) {
    throw new NodeOperationError(context.getNode(), 'Nothing says when the event that started the journey happened', {
      itemIndex,
      description:
        'The item has no event.occurredAt and no Aftercart trigger comes before this node. Set "Time of the Event" to an expression that gives the time, or count windows back from now.',
    });
  }
  return startedAt;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
