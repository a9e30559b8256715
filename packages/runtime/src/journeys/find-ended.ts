import { evaluateCondition, type ConditionAnswer } from '../audiences';
import type { Queries, Transaction } from '../db';
import type { StoredEvent } from '../events';
import type { RunnableVersion } from '../workflows';
import { isNamed, type EndRules } from './end-rules';
import { rulesOf, type Ending, type JourneyRules, type NamedEndRule } from './journey-rules';

/** Versions by id; inside a transaction it is read through it. */
export interface Versions {
  get(id: string, reader?: Pick<Transaction, 'orm'>): Promise<RunnableVersion>;
}

/** An execution whose contact is to leave, by which rule, and what was seen then. */
export interface Ended {
  readonly execution: number;
  readonly ending: Ending;
  /** For people: "on order.refunded (event 5)". */
  readonly reason: string;
  readonly event: number | null;
  readonly seen: ConditionAnswer['seen'];
}

/** Whose journey it is, and since when. */
export interface Traveller {
  readonly id: number;
  readonly workspace: number;
  readonly contact: number | null;
  readonly started_at: number;
}

/** The journeys of the event's contact that the event ends, by its type or by what it has brought about. */
export async function findEnded(
  tx: Transaction,
  event: StoredEvent,
  { endRules, versions, now }: { endRules: EndRules; versions: Versions; now: number },
): Promise<Ended[]> {
  if (event.contact === null || !endRules.mayEnd(event)) return [];
  const running = await tx.all<Traveller & { version: string }>(
    'SELECT id, workspace, version, contact, started_at FROM execution WHERE contact = ? AND stopped_at IS NULL',
    [event.contact],
  );
  const ended: Ended[] = [];
  for (const { version, ...traveller } of running) {
    const rules = rulesOf((await versions.get(version, tx)).settings);
    const end =
      (await endByEvent(tx, rules, traveller, event, now)) ?? (await endByState(tx, rules, traveller, now, event));
    if (end) ended.push(end);
  }
  return ended;
}

export async function endByEvent(
  queries: Queries,
  { onEvent }: JourneyRules,
  traveller: Traveller,
  event: StoredEvent,
  now: number,
): Promise<Ended | undefined> {
  for (const rule of onEvent) {
    if (!isNamed(rule.event ?? '', event)) continue;
    const answer = await ask(queries, rule, traveller, now, event);
    if (answer.holds) return endOf(traveller, rule, answer, `on ${event.type} (event ${event.id})`, event.id);
  }
  return undefined;
}

/** @param event what has just happened, if anything: a rule may look at it */
export async function endByState(
  queries: Queries,
  { onCondition }: JourneyRules,
  traveller: Traveller,
  now: number,
  event?: StoredEvent,
): Promise<Ended | undefined> {
  for (const rule of onCondition) {
    const answer = await ask(queries, rule, traveller, now, event);
    if (answer.holds) return endOf(traveller, rule, answer, `because ${describe(answer)}`, event?.id ?? null);
  }
  return undefined;
}

async function ask(
  queries: Queries,
  { condition }: NamedEndRule,
  { id: execution, workspace, contact, started_at: enteredAt }: Traveller,
  asOf: number,
  event: StoredEvent | undefined,
): Promise<ConditionAnswer> {
  if (!condition) return { holds: true, seen: [] };
  const scope = { workspace, contact, event: event?.payload, asOf, enteredAt, execution };
  return await evaluateCondition(queries, condition, scope);
}

function endOf(
  { id }: Traveller,
  { ending }: NamedEndRule,
  { seen }: ConditionAnswer,
  why: string,
  event: number | null,
): Ended {
  const reason = `${ending === 'goal' ? 'Reached the goal' : 'Left the journey'} ${why}`;
  return { execution: id, ending, reason, event, seen };
}

const describe = ({ seen }: ConditionAnswer): string =>
  seen.map(({ fact, value }) => `${fact} is ${JSON.stringify(value)}`).join(', ');
