import { leavesOf, parseCondition, type Condition, type Leaf } from '../audiences';
import { CodedUserError } from '../shared';

/**
 * Reads the rule of a segment: what has to hold of a contact at any time, outside of every journey.
 * @throws RULE_INVALID
 */
export function parseSegmentRule(json: unknown): Condition {
  const rule = parseCondition(json, 'rule');
  for (const leaf of leavesOf(rule)) {
    const problem = problemOf(leaf);
    if (problem !== undefined) throw new CodedUserError('RULE_INVALID', `The rule of a segment ${problem}.`);
  }
  return rule;
}

function problemOf(leaf: Leaf): string | undefined {
  if ('event' in leaf) return `cannot look at "event": "${leaf.event}": ask with "happened" what happened to a contact`;
  if ('happened' in leaf && leaf.happened.startsWith('segment.')) {
    return 'cannot ask who joined or left segments: two rules could chase each other for ever';
  }
  const since = ('since' in leaf ? leaf.since : undefined) ?? ('where' in leaf ? leaf.where?.since : undefined);
  if (since !== undefined) return `knows no "since": "${since}": that is a moment in a journey. Ask with "withinHours"`;
  if ('message' in leaf && leaf.where?.which === 'latest') {
    return 'knows no "which": "latest": that is the latest message of a journey. Ask with "withinHours"';
  }
  return undefined;
}
