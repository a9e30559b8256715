import type { Duration } from '../../shared';
import type { entities, Transaction } from '../../db';
import type { Facts } from './facts';
import type { Finding, RuleName } from './judgement';
import type { PaceBook } from './pace-book';
import type { JourneyPort, JourneyStanding, SendingCalendar } from './ports';

/** A message before its judge, and all that rules may look at. */
export interface Case {
  readonly tx: Transaction;
  readonly message: entities.Message;
  /** UTC epoch ms. */
  readonly now: number;
  readonly facts: Facts;
  readonly journey: JourneyStanding | undefined;
  readonly journeys: JourneyPort;
  readonly calendar: SendingCalendar | undefined;
  readonly paces: PaceBook;
  /** For how long rules may put it off. */
  readonly patience: Duration;
}

export interface Rule {
  readonly name: RuleName;
  /** Whether transactional messages are none of its business. */
  readonly isForPromotions: boolean;
  look(about: Case): Promise<Finding> | Finding;
}
