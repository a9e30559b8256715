import type { entities, Transaction } from '../../db';
import { days, milliseconds, type Clock } from '../../shared';
import { objectToMessage, type Objection } from '../sql/object-to-message';
import { Clearances } from './clearances';
import { readFacts } from './facts';
import { reasonOf, type Finding, type Judgement, type Step } from './judgement';
import { PaceBook } from './pace-book';
import { USUAL_PRIORITY, type JourneyPort, type JourneyStanding, type SendingCalendar } from './ports';
import type { Case, Rule } from './rule';
import { consent } from './rules/consent';
import { exitRules } from './rules/exit-rules';
import { frequencyCap } from './rules/frequency-cap';
import { holdout } from './rules/holdout';
import { priority } from './rules/priority';
import { sendingHours } from './rules/sending-hours';
import { suppression } from './rules/suppression';
import { throttle } from './rules/throttle';

/** Each message passes them in this order; the first that is against it decides. */
const RULES: readonly Rule[] = [
  suppression,
  consent,
  exitRules,
  holdout,
  sendingHours,
  frequencyCap,
  priority,
  throttle,
];

/** How long rules may put a message off that says nothing else. */
const USUAL_PATIENCE = days(7);

export interface ArbiterDependencies {
  readonly clock: Clock;
  readonly journeys: JourneyPort;
  /** Where it is left out, it is always open. */
  readonly calendar?: SendingCalendar;
}

interface Pending {
  readonly message: entities.Message;
  readonly journey: JourneyStanding | undefined;
}

/** Judges messages when their time has come: each goes, waits until an instant, or is skipped, and its row says why. */
export class Arbiter {
  constructor(private readonly dependencies: ArbiterDependencies) {}

  /**
   * Judges messages that the transaction has just claimed, and writes it down: what is said of one counts for the next. On
   * Postgres it holds their contacts: neither a withdrawal nor another process comes in between.
   * @returns what is said against those that do not go
   */
  async judge(tx: Transaction, messages: readonly entities.Message[]): Promise<Map<string, Objection>> {
    const { journeys, calendar, clock } = this.dependencies;
    await holdContacts(tx, messages);
    const pending: Pending[] = [];
    for (const message of messages) pending.push({ message, journey: await journeys.standing(tx, message) });
    const [clearances, paces] = [new Clearances(tx), new PaceBook(tx)];
    const objections = new Map<string, Objection>();
    for (const { message, journey } of pending.sort(byRank)) {
      await clearances.writeFor(message.contact);
      const facts = await readFacts(tx, message);
      const patience = message.deferAtMost === null ? USUAL_PATIENCE : milliseconds(message.deferAtMost);
      const about = { tx, message, now: clock.now(), facts, journey, journeys, calendar, paces, patience };
      const judgement = await askRules(about);
      const objection = objectionOf(judgement);
      if (!objection) clearances.add(message, judgement);
      else {
        await objectToMessage(tx, message.id, objection);
        objections.set(message.id, objection);
      }
    }
    await clearances.write();
    await paces.save();
    return objections;
  }
}

async function askRules(about: Case): Promise<Judgement> {
  const rules: Step[] = [];
  for (const rule of RULES) {
    const finding = await ask(rule, about);
    rules.push({ rule: rule.name, ...finding });
    if (finding.outcome !== 'pass' && finding.outcome !== 'bypass') break;
  }
  return { at: about.now, rules };
}

async function ask(rule: Rule, about: Case): Promise<Finding> {
  if (rule.isForPromotions && about.message.purpose === 'transactional') {
    return { outcome: 'bypass', value: 'transactional' };
  }
  const finding = await rule.look(about);
  // What waits for its turn at a provider is never dropped.
  return finding.outcome === 'defer' && rule !== throttle ? withinPatience(finding, about) : finding;
}

/** Puts a message off no longer than it bears. */
function withinPatience(finding: Extract<Finding, { outcome: 'defer' }>, { message, now, patience }: Case): Finding {
  const end = (message.deferredAt ?? now) + patience.milliseconds;
  const until = Math.max(finding.until, now + 1);
  if (now < end) return { ...finding, until: Math.min(until, end) };
  const waited = `${patience.milliseconds / 3_600_000} hours`;
  return {
    outcome: 'skip',
    code: 'DEFERRED_TOO_LONG',
    value: `it was put off for ${waited}, then still ${reasonOf(finding)}`,
  };
}

function objectionOf(judgement: Judgement): Objection | undefined {
  const last = judgement.rules.at(-1);
  switch (last?.outcome) {
    case 'hold':
      return { status: 'held' };
    case 'skip':
      return { status: 'skipped', code: last.code, reason: reasonOf(last), judgement };
    case 'defer':
      return {
        status: 'deferred',
        code: last.code,
        reason: reasonOf(last),
        judgement,
        until: last.until,
        isPatient: last.rule === 'throttle',
      };
    default:
      return undefined;
  }
}

/** In the order of their ids, so that two processes do not hold each other up. */
async function holdContacts(tx: Transaction, messages: readonly entities.Message[]): Promise<void> {
  const promoted = messages.filter(({ purpose }) => purpose === 'promotional').flatMap(({ contact }) => contact ?? []);
  for (const contact of [...new Set(promoted)].sort((a, b) => a - b)) await tx.lockContact(contact);
}

/** Who comes first gets what there is: transactional messages, then journeys by their priority, then the older one. */
function byRank(one: Pending, other: Pending): number {
  const isTransactional = ({ message }: Pending): number => (message.purpose === 'transactional' ? 1 : 0);
  const priorityOf = ({ journey }: Pending): number => journey?.priority ?? USUAL_PRIORITY;
  return (
    isTransactional(other) - isTransactional(one) ||
    priorityOf(other) - priorityOf(one) ||
    one.message.createdAt - other.message.createdAt ||
    (one.message.id < other.message.id ? -1 : 1)
  );
}
