import { pointOf } from '../../../shared';
import { pass, skip } from '../judgement';
import type { Rule } from '../rule';

/** A share of a journey's contacts goes without its promotions, always the same ones, so that its worth can be seen. */
export const holdout: Rule = {
  name: 'holdout',
  isForPromotions: true,
  look({ message: { workflow, contact }, journey }) {
    const percent = journey?.holdout ?? 0;
    if (percent === 0 || workflow === null || contact === null) return pass('no holdout');
    return pointOf(workflow, 'holdout', contact) < percent / 100
      ? skip('CONTACT_HELD_OUT', `the contact is of the ${percent} % that get no promotions of this journey`)
      : pass(`not of the ${percent} % that are held out`);
  },
};
