import type { MembersSpec } from '../events';
import { CodedUserError, instantOf, wallTimeOf } from '../shared';

const HAS_OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

/**
 * When the first is taken in (UTC epoch ms): what has no offset is read in the workspace's time zone.
 * @throws FILTER_INVALID where it is no date
 */
export function startOf({ startAt }: MembersSpec, timeZone: string, now: number): number {
  const text = startAt?.trim();
  if (!text) return now;
  const isWall = !HAS_OFFSET.test(text) || text.length <= 10;
  const at = Date.parse(isWall && text.length > 10 ? `${text}Z` : text);
  if (Number.isNaN(at)) {
    throw new CodedUserError('FILTER_INVALID', `"${text}" is no time to start at. Write it as 2026-11-22T10:00.`);
  }
  return isWall ? instantOf(wallTimeOf(at, 'UTC'), timeZone) : at;
}
