import { z } from 'zod';

import { join, list, raw, sql, type Sql } from './sql';

/** Whose days a rule counts: the workspace's where it does not say. */
export const ZONES = ['workspace', 'contact'] as const;
export type ZoneOf = (typeof ZONES)[number];

/** The field of a rule that says whose days it counts, in a zod object. */
export const ZONE_FIELD = { zone: z.enum(ZONES).optional() };

/** The IANA time zones in which days are counted. */
export interface Calendar {
  readonly workspace: string;
  /** Of the contact, where one is asked about. */
  readonly contact?: string;
  /** Of all contacts, where a set of them is asked about that counts days of theirs. */
  readonly contacts?: readonly string[];
}

const UTC: Calendar = { workspace: 'UTC' };

/** The zone for what is asked about one contact, or about an event in hand. */
export function zoneFor(zone: ZoneOf | undefined, calendar: Calendar = UTC): string {
  return zone === 'contact' ? (calendar.contact ?? calendar.workspace) : calendar.workspace;
}

/**
 * SQL that depends on the zone in which days are counted. Of a set of contacts who live in several, each is asked with
 * what holds in their own: zones in which it is the same are one branch.
 */
export function inZone(zone: ZoneOf | undefined, calendar: Calendar | undefined, of: (timeZone: string) => Sql): Sql {
  const otherwise = of(zoneFor(zone, calendar));
  if (zone !== 'contact' || !calendar?.contacts || calendar.contact !== undefined) return otherwise;
  const branches = new Map<string, { readonly piece: Sql; readonly zones: string[] }>();
  for (const name of calendar.contacts) {
    const piece = of(name);
    if (isSame(piece, otherwise)) continue;
    const key = JSON.stringify(piece);
    const branch = branches.get(key) ?? { piece, zones: [] };
    branch.zones.push(name);
    branches.set(key, branch);
  }
  if (branches.size === 0) return otherwise;
  const cases = [...branches.values()].map(
    ({ piece, zones }) => sql` WHEN c.time_zone IN (${list(zones)}) THEN (${piece})`,
  );
  return sql`(CASE${join(cases, '')}${raw(' ')}ELSE (${otherwise}) END)`;
}

const isSame = (one: Sql, other: Sql): boolean => JSON.stringify(one) === JSON.stringify(other);
