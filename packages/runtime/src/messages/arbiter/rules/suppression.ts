import type { Facts } from '../facts';
import { pass, skip, type Finding } from '../judgement';
import type { Rule } from '../rule';

/** Whoever asked to be forgotten is written to by nobody, also where they are known again. */
export const suppression: Rule = {
  name: 'suppression',
  isForPromotions: false,
  look: ({ facts }) => lookAtSuppression(facts),
};

export function lookAtSuppression({ isSuppressed }: Facts): Finding {
  return isSuppressed
    ? skip('CONTACT_SUPPRESSED', 'the address was erased and gets no messages')
    : pass('the address is not suppressed');
}
