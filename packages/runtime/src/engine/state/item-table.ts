import type { IDataObject } from 'n8n-workflow';

import { applyPatch, makePatch, type Patch } from './patch';

/** A place in the table, from 0; the item of the event is `TRIGGER`. */
export type ItemReference = number;
export const TRIGGER: ItemReference = -1;

/** The data of one item: itself, or as it differs from the event's item (`p`) where it is a copy of that. */
export type TableEntry = { readonly j: IDataObject } | { readonly p: Patch };

/** Gathers the data of items while a state is encoded: what many nodes hand on is stored once. */
export class ItemTable {
  readonly entries: TableEntry[] = [];
  private readonly places = new Map<object, ItemReference>();

  constructor(private readonly triggerItem: IDataObject | undefined) {
    if (triggerItem) this.places.set(triggerItem, TRIGGER);
  }

  /** Only what is in the table, or is the event's item; does not add to it. */
  find(json: object): ItemReference | undefined {
    return this.places.get(json);
  }

  referenceTo(json: IDataObject): ItemReference {
    const known = this.places.get(json);
    if (known !== undefined) return known;
    const patch = this.triggerItem && makePatch(this.triggerItem, json);
    const isCopy = patch && Object.keys(patch).length === 0;
    const reference = isCopy ? TRIGGER : this.entries.push(patch ? { p: patch } : { j: json }) - 1;
    this.places.set(json, reference);
    return reference;
  }
}

/** @returns the data behind references. @throws where a reference leads nowhere */
export function openTable(
  entries: readonly TableEntry[],
  triggerItem: () => IDataObject,
): (reference: ItemReference) => IDataObject {
  const opened = entries.map((entry) => ('j' in entry ? entry.j : (applyPatch(triggerItem(), entry.p) as IDataObject)));
  return (reference) => {
    const json = reference === TRIGGER ? triggerItem() : opened[reference];
    if (!json) throw new Error(`there is no item ${reference}`);
    return json;
  };
}
