import type { CodeMeanings } from '../http';

/** What Twilio's error codes mean, of requests and of messages that failed later. */
export const TWILIO_CODES: CodeMeanings = {
  unsubscribed: ['21610'],
  // No number, not in use, a landline, no route to it.
  unreachable: ['21211', '21217', '21612', '21614', '30003', '30005', '30006'],
  // The account, its numbers, its permissions.
  misconfigured: ['20003', '20005', '21212', '21408', '21603', '21606', '21608', '21659', '21660', '30002'],
  temporary: ['20429', '21611', '30001'],
};
