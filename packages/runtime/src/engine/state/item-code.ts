import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ItemReference, ItemTable } from './item-table';
import { packValue, unpackValue } from './pack-value';
import { prunedJson, prunedNodeOf } from './pruned-output';

/** Which input item an item came from: -1 is the one at its own place, null says nothing, a list holds anything else. */
type PairCode = number | null | readonly [INodeExecutionData['pairedItem']];
/** An item: its data where it came from the input item at its own place; else data, origin, and what else it carries. */
type ItemCode = ItemReference | readonly [ItemReference, PairCode, unknown?];
/** One output: its items; how many items where their data was not kept, or their origins; null where it put out nothing. */
export type OutputCode = readonly ItemCode[] | { readonly p: readonly PairCode[] } | number | null;
export type OutputsCode = readonly OutputCode[];

type Items = INodeExecutionData[] | null;
const OWN_PLACE = -1;

/** @param isKept whether the data is kept too, not only where it came from */
export function encodeOutputs(outputs: readonly Items[], table: ItemTable, isKept: boolean): OutputCode[] {
  return outputs.map((items) => {
    if (!items) return null;
    const isStored =
      (isKept || items.every((item) => isFree(item, table))) &&
      items.every(({ json }) => prunedNodeOf(json) === undefined);
    if (isStored && items.length > 0) return items.map((item, place) => encodeItem(item, place, table));
    const origins = items.map(({ pairedItem }, place) => encodePair(pairedItem, place));
    return origins.every((origin) => origin === OWN_PLACE) ? origins.length : { p: origins };
  });
}

/** @param node whose outputs they are: it is named where somebody reads what was not kept */
export function decodeOutputs(
  outputs: OutputsCode,
  node: string,
  json: (reference: ItemReference) => IDataObject,
): Items[] {
  return outputs.map((output) => {
    if (output === null) return null;
    if (typeof output === 'number') {
      return Array.from({ length: output }, (_, place) => ({ json: prunedJson(node), pairedItem: { item: place } }));
    }
    if ('p' in output) {
      return output.p.map((origin, place) => ({ json: prunedJson(node), ...decodePair(origin, place) }));
    }
    return output.map((code, place) => decodeItem(code, place, json));
  });
}

/** The event's own item costs nothing to keep. */
function isFree(item: INodeExecutionData, table: ItemTable): boolean {
  return (
    table.find(item.json) !== undefined && Object.keys(item).every((key) => key === 'json' || key === 'pairedItem')
  );
}

function encodeItem({ json, pairedItem, ...rest }: INodeExecutionData, place: number, table: ItemTable): ItemCode {
  const reference = table.referenceTo(json);
  const origin = encodePair(pairedItem, place);
  if (Object.values(rest).some((value) => value !== undefined)) return [reference, origin, packValue(rest, table)];
  return origin === OWN_PLACE ? reference : [reference, origin];
}

function decodeItem(
  code: ItemCode,
  place: number,
  json: (reference: ItemReference) => IDataObject,
): INodeExecutionData {
  if (typeof code === 'number') return { json: json(code), pairedItem: { item: place } };
  const [reference, origin, rest] = code;
  const more = rest === undefined ? {} : (unpackValue(rest, json) as object);
  return { json: json(reference), ...more, ...decodePair(origin, place) };
}

function encodePair(pairedItem: INodeExecutionData['pairedItem'], place: number): PairCode {
  if (pairedItem === undefined) return null;
  if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return [pairedItem];
  const { item, ...rest } = pairedItem;
  if (Object.values(rest).some((value) => value !== undefined)) return [pairedItem];
  return item === place ? OWN_PLACE : item;
}

function decodePair(code: PairCode, place: number): Pick<INodeExecutionData, 'pairedItem'> {
  if (code === null) return {};
  if (typeof code !== 'number') return { pairedItem: code[0] };
  return { pairedItem: { item: code === OWN_PLACE ? place : code } };
}
