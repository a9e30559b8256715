import { isEventRule, type RecountView, type ScoreDefinition, type ScoreRule, type StoredThreshold } from '../scores';
import { days } from '../shared';
import { toIso, toIsoOrNull } from './iso';
import type { RecountAnswer } from './schemas/score';

const DAY = days(1).milliseconds;

export function presentScore({ name, decay, minimum, maximum, limit }: ScoreDefinition) {
  return {
    ...{ name, minimum, maximum },
    decay:
      decay &&
      ('halfLifeHours' in decay
        ? { halfLifeDays: decay.halfLifeHours / 24 }
        : { points: decay.stepPoints, everyDays: decay.stepMs / DAY }),
    limit: limit && { points: limit.points, withinDays: limit.withinMs / DAY },
  };
}

export function presentRule(rule: ScoreRule) {
  const { id, name, score, points, event, condition, isActive, createdAt, updatedAt } = rule;
  const limit = isEventRule(rule) ? rule.limit : null;
  return {
    ...{ id, name, score, points, event, condition, isActive },
    limit: limit && { times: limit.times, withinDays: limit.withinMs === null ? null : limit.withinMs / DAY },
    isSettled: isEventRule(rule) || rule.filledTo === null,
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  };
}

export function presentThreshold({ workspace: _, filledTo, createdAt, updatedAt, ...threshold }: StoredThreshold) {
  return { ...threshold, isSettled: filledTo === null, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}

export function presentRecount({ workspace: _, createdAt, endedAt, ...recount }: RecountView): RecountAnswer {
  const thresholds = recount.thresholds.map((threshold) => ({ ...threshold }));
  return { ...recount, thresholds, createdAt: toIso(createdAt), endedAt: toIsoOrNull(endedAt) };
}
