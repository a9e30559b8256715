import type { EventType } from '../../events';
import { isPlaced, type OrderState } from './order-lifecycle';
import type { ShopOrder, ShopRefund } from './shop-order';

/** Something that a shop says has happened to an order. */
export interface OrderFact {
  readonly type: EventType;
  /** The order's own date for it, UTC epoch ms. */
  readonly occurredAt: number;
  /** Whether that date is the fact's own, and not that of the order's latest change. */
  readonly isDated?: boolean;
  /** What makes a repeated fact of one order another event: empty for what can happen once only. */
  readonly discriminator: readonly (string | number)[];
  readonly refund?: Omit<ShopRefund, 'refundedAt'> & { readonly isFull: boolean };
}

/** An order as it was stored before. */
export interface KnownOrder extends OrderState {
  readonly deliveredAt: number | null;
  readonly isDeleted: boolean;
}

/**
 * What has happened since the order was seen last, in the order in which it happened. What a shop says is a state, not a
 * transition: several changes may lie between two of them, so a state yields all that it implies (an order that is
 * completed when it is first seen was created, placed, paid and completed).
 */
export function deriveOrderFacts(known: KnownOrder | undefined, order: ShopOrder): OrderFact[] {
  const facts: OrderFact[] = [];
  const add = (type: EventType, occurredAt: number, ...discriminator: (string | number)[]): void => {
    facts.push({ type, occurredAt, discriminator });
  };
  const entered = (status: string): boolean => order.status === status && known?.status !== status;

  if (!known) add('order.created', order.placedAt);
  if (known?.isDeleted) add('order.restored', order.modifiedAt, order.modifiedAt);
  if (isPlaced(order) && !(known && isPlaced(known))) add('order.placed', order.placedAt);
  if (order.paidAt !== null && !known?.paidAt) add('order.paid', order.paidAt);
  if (known && known.status !== order.status) {
    add('order.status_changed', order.modifiedAt, known.status, order.status, order.modifiedAt);
  }
  if (isCompleted(order) && !(known && isCompleted(known))) {
    add('order.completed', order.completedAt ?? order.modifiedAt);
  }
  if (order.deliveredAt !== null && !known?.deliveredAt) add('order.delivered', order.deliveredAt);
  if (entered('failed')) add('order.failed', order.modifiedAt, order.modifiedAt);
  if (entered('cancelled')) add('order.cancelled', order.modifiedAt, order.modifiedAt);
  return [...facts, ...refundFacts(order)];
}

function isCompleted({ status, completedAt }: OrderState): boolean {
  return status === 'completed' || completedAt !== null;
}

/** One per refund: known ones are told apart by their id in the event log. */
function refundFacts(order: ShopOrder): OrderFact[] {
  let paidBack = 0;
  return order.refunds.map(({ refundedAt, ...refund }, index) => {
    paidBack += refund.amount;
    const isLast = index === order.refunds.length - 1;
    const isFull = paidBack >= order.total || (isLast && order.status === 'refunded');
    return {
      type: 'order.refunded',
      occurredAt: refundedAt ?? order.modifiedAt,
      isDated: refundedAt !== undefined,
      discriminator: [refund.id],
      refund: { ...refund, isFull },
    };
  });
}
