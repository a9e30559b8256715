import type { Condition } from '../audiences';
import { USUAL_PRIORITY } from '../messages';
import type { EndRule, EntryRules, JourneySettings } from '../workflows';

/** How a journey ends before its last node. */
export type Ending = 'left' | 'goal';

export interface NamedEndRule {
  readonly ending: Ending;
  /** The type of the event; undefined for a rule on a state of affairs. */
  readonly event?: string;
  /** What has to hold of the event, or at all. */
  readonly condition?: Condition;
}

/** What a version says about entering and leaving, ready to be asked. */
export interface JourneyRules {
  /** undefined where each match enters. */
  readonly entry: EntryRules | undefined;
  /** Goals first: what reaches the goal has not merely left. */
  readonly onEvent: readonly NamedEndRule[];
  readonly onCondition: readonly NamedEndRule[];
  /** From 1 to 100. */
  readonly priority: number;
  /** Percent. */
  readonly holdout: number;
}

const known = new WeakMap<JourneySettings, JourneyRules>();

/** The rules in a version's settings, compiled once. */
export function rulesOf(settings: JourneySettings): JourneyRules {
  let rules = known.get(settings);
  if (!rules) known.set(settings, (rules = compile(settings)));
  return rules;
}

function compile({ aftercart }: JourneySettings): JourneyRules {
  const { entry, goal, exit = [], exitOn = [], priority = USUAL_PRIORITY, holdout = 0 } = aftercart ?? {};
  const ends = [
    ...(goal ? [named(goal, 'goal')] : []),
    ...exit.map((rule) => named(rule, 'left')),
    ...exitOn.map((event): NamedEndRule => ({ ending: 'left', event })),
  ];
  return {
    entry: entry && { ...entry, reentry: entry.reentry ?? 'everyMatch' },
    onEvent: ends.filter(({ event }) => event !== undefined),
    onCondition: ends.filter(({ event }) => event === undefined),
    ...{ priority, holdout },
  };
}

function named(rule: EndRule, ending: Ending): NamedEndRule {
  if ('event' in rule) return { ending, event: rule.event, condition: rule.filter };
  return { ending, condition: rule.condition };
}
