import { isTimeZone } from '../../shared';
import { BoundedCache } from './bounded-cache';

const timeZones = new BoundedCache<string>(500);

/** The zone that dates are written in: UTC where none is known by that name. */
export function usableTimeZone(timeZone: string | null | undefined): string {
  return timeZones.get(timeZone ?? '', () => (isTimeZone(timeZone) ? timeZone : 'UTC'));
}
