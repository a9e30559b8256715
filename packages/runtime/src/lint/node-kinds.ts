import type { IDataObject, INode } from 'n8n-workflow';

/*
 * What nodes are to a journey, told by their type: nothing of n8n has to be loaded for it. A parameter at its default may be
 * missing in a workflow; who reads one says what it is then.
 */

const OURS = 'n8n-nodes-aftercart.';
const BASE = 'n8n-nodes-base.';

/** Triggers of n8n's whose names do not end with it. */
const OTHER_TRIGGERS = new Set(['cron', 'interval', 'webhook', 'emailReadImap', 'start'].map((name) => BASE + name));

export const isTrigger = ({ type }: INode): boolean => /trigger$/i.test(type) || OTHER_TRIGGERS.has(type);

export const is = (node: INode, ...types: string[]): boolean => types.some((type) => node.type === OURS + type);

export const isBase = (node: INode, ...types: string[]): boolean => types.some((type) => node.type === BASE + type);

/** Writes to the contact. */
export const isMessage = (node: INode): boolean => is(node, 'sendEmail', 'sendSms', 'sendWhatsapp', 'sendPush');

/** Whatever is not transactional needs consent: so do nodes that say nothing. */
export const isPromotional = (node: INode): boolean => isMessage(node) && node.parameters.purpose !== 'transactional';

/** Time passes in it. */
export function isWait(node: INode): boolean {
  if (is(node, 'waitForEvent')) return true;
  if (is(node, 'waitUntilDate')) return (node.parameters.mode ?? 'after') !== 'after' || node.parameters.amount !== 0;
  return isBase(node, 'wait');
}

/** The entries of a fixed collection: `branches.values`. */
export function entriesOf(node: INode, name: string): IDataObject[] {
  const values = (node.parameters[name] as IDataObject | undefined)?.values;
  return Array.isArray(values) ? (values as IDataObject[]) : [];
}

/** A parameter that names several things: a list, or a text with commas. */
export function namesOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return list.flatMap((each) => (typeof each === 'string' && each.trim() !== '' ? [each.trim()] : []));
}

/** Event types by which a shop tells that somebody buys. */
export const PURCHASE_EVENTS: ReadonlySet<string> = new Set(
  ['created', 'placed', 'paid', 'completed', 'first_purchase', 'status_changed'].map((what) => `order.${what}`),
);

/** Looks at whether the contact has bought. */
export function asksForPurchases(node: INode): boolean {
  if (is(node, 'splitByPurchaseAction', 'splitBySalesData')) return true;
  if (is(node, 'splitByEngagement')) return namesOf(node.parameters.reactions).includes('converted');
  if (!is(node, 'waitForEvent')) return false;
  if (node.parameters.arms === undefined) return true; // at its default it waits for a purchase
  return entriesOf(node, 'arms').some((arm) => {
    const { waitFor = 'event', events = ['order.placed'], otherEvents, conditionOn = 'sales' } = arm;
    if (waitFor === 'condition') return conditionOn === 'sales';
    return (
      waitFor === 'event' && [...namesOf(events), ...namesOf(otherEvents)].some((type) => PURCHASE_EVENTS.has(type))
    );
  });
}
