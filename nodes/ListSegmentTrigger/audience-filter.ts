import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { MembersSpec, TriggerFilter } from '../shared/hub';
import { listOf } from '../shared/order-filter';

const MOST_PER_PERIOD = 100_000;

/**
 * What a List/Segment Trigger waits for, by its parameters as they stand in the workflow: those at their default may be
 * missing.
 * @throws UserError where no list or segment is named, nothing is waited for, or the pace is none
 */
export function audienceFilter(parameters: IDataObject): TriggerFilter {
  const [lists, segments] = [listOf(parameters.lists), listOf(parameters.segments)];
  const kinds = [...(lists.length > 0 ? ['list'] : []), ...(segments.length > 0 ? ['segment'] : [])];
  if (kinds.length === 0) throw new UserError('Name at least one list or segment by its ID');
  const members = membersOf(parameters);
  const happens = members?.who === 'only' ? [] : listOf(parameters.events ?? ['joined']);
  const events = kinds.flatMap((kind) => [...happens, ...(members ? ['member'] : [])].map((what) => `${kind}.${what}`));
  if (events.length === 0)
    throw new UserError('The trigger waits for nothing: choose joins, leaves, or existing members');
  return {
    events,
    ...(lists.length > 0 && { lists }),
    ...(segments.length > 0 && { segments }),
    ...(members && { members }),
  };
}

function membersOf(parameters: IDataObject): MembersSpec | undefined {
  const { members: who = 'none', count = 600, per = 'minute', startAt } = parameters;
  if (who === 'none') return undefined;
  if (who !== 'also' && who !== 'only') throw new UserError(`There are no members called ${JSON.stringify(who)}`);
  if (per !== 'minute' && per !== 'hour') throw new UserError(`There is no period called ${JSON.stringify(per)}`);
  const { leavers = 'skip', round } = (parameters.options ?? {}) as IDataObject;
  return {
    who,
    count: countOf(count),
    per,
    leavers: leavers === 'take' ? 'take' : 'skip',
    ...(isGiven(startAt) && { startAt: startAt.trim() }),
    ...(isGiven(round) && { round: round.trim() }),
  };
}

function countOf(value: unknown): number {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MOST_PER_PERIOD) return count;
  throw new UserError(
    `Members per Period has to be a whole number from 1 to ${MOST_PER_PERIOD}, not ${JSON.stringify(value)}`,
  );
}

const isGiven = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
