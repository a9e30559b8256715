import { addressIn } from '../../email-address';
import { defer, pass } from '../judgement';
import type { Rule } from '../rule';
import type { Throttle } from '../sending-rules';

/** Messages go through a provider no faster than it takes them. Those that wait keep their order; none is dropped. */
export const throttle: Rule = {
  name: 'throttle',
  isForPromotions: false,
  async look({ message, now, facts, paces }) {
    const sender = addressIn(message.sender).toLowerCase();
    const throttles = facts.rules.throttles.filter(
      (each) =>
        (each.provider === null || each.provider === message.provider) &&
        (each.sender === null || each.sender === sender),
    );
    if (throttles.length === 0) return pass('no throttle');
    const until = await paces.ask(message, throttles, now);
    const value = throttles.map(inWords).join(', ');
    return until === undefined ? pass(value) : defer('PROVIDER_THROTTLED', until, value);
  },
};

const inWords = ({ provider, sender, count, per }: Throttle): string =>
  `at most ${count} per ${per} ${[provider && `through ${provider}`, sender && `from ${sender}`].filter(Boolean).join(' ')}`.trim();
