import type { SuppressionReason } from '../../../consent';
import type { Addressee, Facts } from '../facts';
import { pass, skip, type Finding } from '../judgement';
import type { Rule } from '../rule';

/** Nothing goes to addresses that were erased, do not exist, or were written to against the will of their owners. */
export const suppression: Rule = {
  name: 'suppression',
  isForPromotions: false,
  look: ({ facts, message }) => lookAtSuppression(facts, message),
};

const WHY: Readonly<Record<SuppressionReason, string>> = {
  erased: 'the address was erased and gets no messages',
  opted_out: 'whoever has the address asked for no more messages',
  bounced: 'the address does not exist: a message to it came back',
  soft_bounced: 'messages to the address came back too often of late',
  complained: 'a message to the address was marked as spam: it gets nothing promotional',
};

/** Who complained still gets what they asked for, such as the confirmation of an order. */
export function lookAtSuppression({ suppression: reason }: Facts, { purpose }: Pick<Addressee, 'purpose'>): Finding {
  if (reason === undefined) return pass('the address is not suppressed');
  if (reason === 'complained' && purpose === 'transactional') {
    return pass('a message to the address was marked as spam; this one is transactional');
  }
  return skip('CONTACT_SUPPRESSED', WHY[reason]);
}
