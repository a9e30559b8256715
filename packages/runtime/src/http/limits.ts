import { minutes, seconds, type Duration } from '../shared';

const MIB = 1024 * 1024;

/** What a client may send, and how long it may take over it. */
export interface Limits {
  /** Bytes of a body of the API. */
  readonly apiBody: number;
  /** Bytes of a shop's delivery. The largest orders that were seen are a tenth of it. */
  readonly shopBody: number;
  /** Bytes of a call of a Webhook node: it may bring files. */
  readonly nodeBody: number;
  /** For the head of a request. */
  readonly headTime: Duration;
  /** For the whole of a request, its body included. */
  readonly requestTime: Duration;
  /** How long a connection may be silent while an answer is owed or taken. Webhook nodes hold theirs for longer. */
  readonly silence: Duration;
}

export const LIMITS: Limits = {
  apiBody: MIB,
  shopBody: 2 * MIB,
  nodeBody: 16 * MIB,
  headTime: seconds(15),
  requestTime: minutes(1),
  silence: minutes(2),
};
