import { USUAL_CANDLE_LIGHTING_MINUTES, type Place } from './place';
import { CITIES } from './cities';
import { ZONE_COORDINATES } from './zone-coordinates';

const found = new Map<string, Place | null>();
let byName: ReadonlyMap<string, Place> | undefined;
let byCanonicalName: ReadonlyMap<string, Place> | undefined;

/**
 * Where the sun is looked at for a time zone of which nothing else is known: the first city of the table in it, else
 * the city that the zone is named after. Null for zones that lie nowhere, such as UTC.
 */
export function placeOfZone(timeZone: string): Place | null {
  const known = found.get(timeZone);
  if (known !== undefined) return known;
  const place = find(timeZone);
  found.set(timeZone, place);
  return place;
}

function find(timeZone: string): Place | null {
  byName ??= readPlaces();
  const place = byName.get(timeZone);
  if (place) return place;
  // An old name, or a new one: Asia/Tel_Aviv, Asia/Calcutta, Europe/Kyiv.
  byCanonicalName ??= new Map([...byName].map(([name, each]) => [canonical(name), each]));
  return byCanonicalName.get(canonical(timeZone)) ?? null;
}

function readPlaces(): Map<string, Place> {
  const zones = ZONE_COORDINATES.split(';').map((entry) => entry.trim().split(' '));
  const places = zones.flatMap(([zone = '', north, east]): Array<[string, Place]> => {
    const name = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
    const place = { name, latitude: Number(north), longitude: Number(east) };
    return zone ? [[zone, { ...place, candleLightingMinutes: USUAL_CANDLE_LIGHTING_MINUTES }]] : [];
  });
  const cities = CITIES.map((city): [string, Place] => [city.timeZone, city]);
  return new Map([...places, ...cities.reverse()]);
}

function canonical(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return timeZone; // a zone that this machine does not know (yet) has its own name only
  }
}
