import { pass, skip } from '../judgement';
import type { Rule } from '../rule';

/** Whoever has left the journey gets nothing more of it; a journey that stands still sends nothing. */
export const exitRules: Rule = {
  name: 'exitRules',
  isForPromotions: false,
  async look({ journey }) {
    if (!journey) return pass('no journey');
    if (journey.isPaused) return { outcome: 'hold', value: 'the journey is paused' };
    const departure = await journey.review();
    return departure ? skip(departure.code, departure.reason) : pass('no exit rule is met');
  },
};
