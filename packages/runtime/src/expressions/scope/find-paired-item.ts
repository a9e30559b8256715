import type { INodeExecutionData, IPairedItemData, ISourceData } from 'n8n-workflow';

import type { Place } from './place';
import { wayTo } from './topology';

type Pairing = INodeExecutionData['pairedItem'];

/** A loop in pairings would have to be made by hand. */
const MOST_HOPS = 1_000;

/**
 * Follows an item back to the item of an earlier node that it was made from, along a single line. Where lines branch
 * or meet, or anything is missing, n8n's own search decides, which also knows the right error.
 *
 * @returns undefined where n8n has to search
 */
export function findPairedItem(name: string, place: Place): INodeExecutionData | undefined {
  const sources = place.executeData?.source?.main;
  const runs = place.run?.resultData.runData;
  let paired = single(place.items[place.itemIndex]?.pairedItem);
  if (!sources || !runs || !paired || !wayTo(name, place).isBefore) return undefined;
  let source: ISourceData | null | undefined = sources[paired.input ?? 0] ?? sources[0];
  for (let hop = 0; source && hop < MOST_HOPS; hop++) {
    const task = runs[source.previousNode]?.[source.previousNodeRun ?? 0];
    const item: INodeExecutionData | undefined =
      task?.data?.main?.[source.previousNodeOutput ?? 0]?.[paired.item] ?? undefined;
    if (!item || source.previousNode === name) return item;
    paired = single(item.pairedItem);
    if (!paired) return undefined;
    source = task?.source[paired.input ?? 0];
  }
  return undefined;
}

function single(pairing: Pairing): IPairedItemData | undefined {
  if (Array.isArray(pairing)) return pairing.length === 1 ? single(pairing[0]) : undefined;
  if (typeof pairing === 'number') return { item: pairing };
  return pairing?.sourceOverwrite ? undefined : pairing;
}
