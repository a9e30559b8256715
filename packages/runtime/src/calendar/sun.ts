import { createRequire } from 'node:module';

import type * as SunCalc from 'suncalc' with { 'resolution-mode': 'import' };

import type { Place } from './place';

// The package has a CommonJS file, but types for ES modules only.
const { getTimes } = createRequire(__filename)('suncalc') as typeof SunCalc;

/** Farther from the equator the sun does not set, or rise, on some days: it is looked at from here then. */
const LAST_LATITUDE = 60;

/** The first sunset after the noon of a day (epoch ms). */
export function sunsetAfter(noon: number, place: Place): number {
  return sunTime(noon, place, 'sunset');
}

/** The last sunrise before the noon of a day (epoch ms). */
export function sunriseBefore(noon: number, place: Place): number {
  return sunTime(noon, place, 'sunrise');
}

/** When it dawns before the noon of a day: the sun is 18 degrees below the horizon, or 6 where nights are never darker (epoch ms). */
export function dawnBefore(noon: number, place: Place): number {
  const { nightEnd, dawn } = getTimes(new Date(noon), place.latitude, place.longitude);
  return (nightEnd ?? dawn)?.getTime() ?? sunriseBefore(noon, place);
}

function sunTime(noon: number, place: Place, name: 'sunrise' | 'sunset'): number {
  const { latitude, longitude } = place;
  const found = getTimes(new Date(noon), latitude, longitude)[name];
  if (found) return found.getTime();
  const nearer = getTimes(new Date(noon), Math.sign(latitude) * LAST_LATITUDE, longitude)[name];
  return nearer?.getTime() ?? noon + (name === 'sunset' ? 1 : -1) * 6 * 3_600_000;
}
