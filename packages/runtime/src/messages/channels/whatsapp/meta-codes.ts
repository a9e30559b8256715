import { minutes, seconds, type Duration } from '../../../shared';
import type { CodeMeanings } from '../http';

/** What the codes of Meta's Cloud API mean, of requests and of messages that failed later. */
export const META_CODES: CodeMeanings = {
  // Limits of the number, of the pair of numbers, of the account; and a platform that is not well.
  temporary: ['1', '2', '4', '80007', '130429', '131000', '131016', '131048', '131056', '131057', '133004'],
  // They get fewer advertisements by Meta's own judgement, or are part of an experiment of Meta's.
  declined: ['130472', '131049'],
  unsubscribedFromPromotions: ['131050'],
  // No WhatsApp at that number, too old an app, terms not accepted; a country that the business may not write to.
  unreachable: ['130497', '131026'],
  windowClosed: ['131047'],
  // Other places than the message fills, no such name or language, against the rules, paused, switched off.
  templateFaulty: ['132000', '132001', '132007', '132012', '132015', '132016'],
  // Token, permission, the number's registration and name; a bill; a lock.
  misconfigured: ['0', '3', '10', '190', '200', '368', '131005', '131031', '131037', '131042', '131045', '133010'],
};

/** What of it concerns all messages of the sender, and for how long. A pair of numbers (131056) concerns nobody else. */
export const META_PAUSES: Readonly<Record<string, Duration>> = {
  '4': minutes(1),
  '80007': minutes(1),
  '130429': seconds(10),
};
