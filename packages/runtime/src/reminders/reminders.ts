import { zoneOfWorkspace } from '../audiences';
import { attributesOf, findContact, timeZoneOf, type Attribute, type Contact, type ContactWriter } from '../contacts';
import { holdContact, survivorOf, type Database, type Queries } from '../db';
import { days, isTimeZone, type Clock } from '../shared';
import { readWallTime } from './read-wall-time';
import type { ReminderLinks } from './reminder-links';
import { moveSeries, readSeries, seriesIn, writeSeries, fieldsOf, type ReminderSeries } from './reminder-series';

/** Later than that nobody means a reminder to come: the year was mistyped. */
const FURTHEST = days(366);

/** What the page of reminders shows. */
export interface RemindersView {
  readonly locale: string | null;
  /** IANA zone in which the contact is told when reminders come. */
  readonly timeZone: string;
  readonly series: readonly ShownSeries[];
}

export interface ShownSeries extends ReminderSeries {
  /** What the workspace calls it. */
  readonly label: string | null;
}

/** What a contact wants of a series. */
export interface ReminderChange {
  readonly series: string;
  /** `move` also lets a series that rests go on. */
  readonly does: 'move' | 'pause' | 'stop';
  /** For `move`: what the clock on the contact's wall is to show, as YYYY-MM-DDTHH:mm. */
  readonly to?: string;
  /** The next reminder as the page showed it (UTC epoch ms): another one has come since where it is not that any more. */
  readonly seen?: number;
}

/** `gone`: the link is none of ours, or the contact is gone. `tooEarly`, `tooLate`, `noDate`: the time cannot be. `other`: it was changed meanwhile. */
export type ReminderOutcome = 'done' | 'gone' | 'noDate' | 'tooEarly' | 'tooLate' | 'other';

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly links: ReminderLinks;
  readonly writer: Pick<ContactWriter, 'updateIn'>;
}

/** What contacts do with their reminders on the page that their link opens. Waits follow, because custom fields change. */
export class Reminders {
  constructor(private readonly dependencies: Dependencies) {}

  /** @returns undefined where the link is none of ours, or the contact is gone */
  async view(token: string): Promise<RemindersView | undefined> {
    const { database, links } = this.dependencies;
    const link = links.read(token);
    if (!link) return undefined;
    const contact = await findContact(database, link.workspace, await survivorOf(database, link.contact));
    if (!contact) return undefined;
    const defined = await attributesOf(database, link.workspace);
    const timeZone = await zoneOf(database, contact);
    return { locale: contact.locale, timeZone, series: seriesOf(contact, defined) };
  }

  /** Does what a contact wants whose link it is. */
  async change(token: string, change: ReminderChange): Promise<ReminderOutcome> {
    const link = this.dependencies.links.read(token);
    return link ? await this.changeOf(link.workspace, link.contact, change) : 'gone';
  }

  /** As `change`, of a contact who is known. */
  async changeOf(workspace: number, id: number, change: ReminderChange): Promise<ReminderOutcome> {
    const { database, clock, writer } = this.dependencies;
    return await database.write(async (tx) => {
      const held = await holdContact(tx, id);
      const contact = await findContact(tx, workspace, held);
      if (!contact) return 'gone';
      const series = seriesOf(contact, await attributesOf(tx, workspace)).find(({ name }) => name === change.series);
      if (!series || series.status === 'stopped') return 'other';
      if (change.seen !== undefined && change.seen !== series.dates[0]) return 'other';
      const changed = changedSeries(series, change, { now: clock.now(), timeZone: await zoneOf(tx, contact) });
      if (typeof changed === 'string') return changed;
      await writer.updateIn(tx, workspace, held, { ...NOTHING_ELSE, attributes: writeSeries(changed) });
      return 'done';
    });
  }
}

const NOTHING_ELSE = { fields: {}, addTags: [], removeTags: [], joinLists: [], leaveLists: [] };

function changedSeries(
  series: ReminderSeries,
  { does, to }: ReminderChange,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): ReminderSeries | ReminderOutcome {
  if (does === 'stop') return { ...series, status: 'stopped', dates: [] };
  if (does === 'pause') return { ...series, status: 'paused' };
  const next = readWallTime(to ?? '', timeZone);
  if (next === undefined) return 'noDate';
  if (next <= now) return 'tooEarly';
  if (next > now + FURTHEST.milliseconds) return 'tooLate';
  return moveSeries(series, next, timeZone);
}

function seriesOf(contact: Contact, defined: readonly Attribute[]): ShownSeries[] {
  return seriesIn(defined.map(({ name }) => name)).flatMap((name) => {
    const series = readSeries(name, contact.attributes);
    const label = defined.find((each) => each.name === fieldsOf(name).next)?.label ?? null;
    return series ? [{ ...series, label }] : [];
  });
}

async function zoneOf(queries: Queries, { timeZone, country, workspace }: Contact): Promise<string> {
  if (isTimeZone(timeZone)) return timeZone;
  return timeZoneOf(country) ?? (await zoneOfWorkspace(queries, workspace));
}
