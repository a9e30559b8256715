import {
  readAmount,
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type ShopRefund,
} from '../store';

/** 1 is open, 3 is cancelled: of neither has money gone back. */
const REFUNDED = 2;

/**
 * The refunds of an order, oldest first. What a credit memo's total says is what the customer got back: goods, tax and
 * shipping with adjustments added and fees taken off.
 */
export function readCreditMemos(memos: readonly Json[], currency: string): ShopRefund[] {
  return memos
    .filter(({ state }) => readText(state) === '' || Number(readText(state)) === REFUNDED)
    .map((json) => ({
      id: readId(json.entity_id) ?? '',
      amount: Math.abs(readAmount(json.grand_total, currency) ?? 0),
      reason: reasonOf(json),
      at: readInstant(json.created_at),
    }))
    .filter(({ id }) => id !== '')
    .sort((one, other) => Number(one.id) - Number(other.id))
    .map(({ at, ...refund }) => (at === null ? refund : { ...refund, refundedAt: at }));
}

/** What somebody wrote beside it first. */
function reasonOf(json: Json): string {
  const [first] = readRecords(json.comments);
  return readText(readRecord(first).comment);
}
