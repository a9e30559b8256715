import { proveBrowser, type LinkPorts, type UpsertContext } from '../contacts';
import type { Database, Transaction } from '../db';
import { CodedUserError, type Clock } from '../shared';
import { adoptHistory } from './adopt-history';
import { findPerson, namedPerson, type NamedPerson } from './find-person';
import { keepForVisitor, siteEventOf, tellEvent, type EventPorts } from './keep-events';
import { linkBrowser } from './link-browser';
import type { Outcome } from './outcome';
import type { IdentifyMessage, SiteMessage, TrackMessage } from './read-message';
import type { Site, Trust } from './site';
import { upsertPerson } from './upsert-person';

export interface TrackerDependencies extends EventPorts {
  readonly database: Database;
  readonly clock: Clock;
  /** What changing contacts needs, in a transaction. */
  contextIn(tx: Transaction, workspace: number): Promise<Required<UpsertContext>>;
}

/** A message with whom it speaks of. */
interface Spoken<Message extends SiteMessage = SiteMessage> {
  readonly message: Message;
  readonly person: NamedPerson;
}

/** Stores what visitors do: of known contacts in the event log, from where journeys begin; of others apart. */
export class Tracker {
  constructor(private readonly dependencies: TrackerDependencies) {}

  /**
   * Takes messages in their order. What it returns is on the disk.
   * @returns what became of each
   */
  async take(site: Site, trust: Trust, messages: readonly SiteMessage[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let at = 0; at < messages.length;) {
      const group = groupAt(messages, at);
      outcomes.push(...(await this.takeGroup(site, trust, group)));
      at += group.length;
    }
    return outcomes;
  }

  private async takeGroup(site: Site, trust: Trust, group: readonly SiteMessage[]): Promise<Outcome[]> {
    const spoken = group.map((message) => ({ message, person: namedPerson(site, message, trust) }));
    const [first] = spoken;
    if (first?.message.kind === 'identify')
      return [await this.identify(site, trust, { ...first, message: first.message })];
    const tracks = spoken.filter((each): each is Spoken<TrackMessage> => each.message.kind === 'track');
    return await this.dependencies.database.write((tx) => this.track(tx, site, tracks));
  }

  private async track(tx: Transaction, site: Site, tracks: ReadonlyArray<Spoken<TrackMessage>>): Promise<Outcome[]> {
    const now = this.dependencies.clock.now();
    const known = new Map<string, number | undefined>();
    const outcomes: Outcome[] = [];
    for (const { message, person } of tracks) {
      const who = JSON.stringify(person);
      if (!known.has(who)) known.set(who, await findPerson(tx, site.workspace, person));
      const contact = known.get(who);
      const event = siteEventOf(site, message);
      const isNew = async (): Promise<boolean> => {
        if (contact !== undefined) {
          return await tellEvent(tx, event, { workspace: site.workspace, id: contact }, { ...this.dependencies, now });
        }
        const visitor = { workspace: site.workspace, site: site.id, anonymousId: message.anonymousId ?? '' };
        return (await keepForVisitor(tx, visitor, [event], now)) > 0;
      };
      if (contact === undefined && message.anonymousId === undefined) outcomes.push('person_unknown');
      else outcomes.push((await isNew()) ? 'accepted' : 'duplicate');
    }
    return outcomes;
  }

  /** In a transaction of its own: where it is refused nothing of it is stored, and what came with it stays. */
  private async identify(site: Site, trust: Trust, { message, person }: Spoken<IdentifyMessage>): Promise<Outcome> {
    const { database, clock } = this.dependencies;
    const { workspace } = site;
    try {
      return await database.write(async (tx): Promise<Outcome> => {
        const context = await this.dependencies.contextIn(tx, workspace);
        const linked =
          trust === 'public'
            ? await linkBrowser(tx, site, message, linkPorts(context))
            : { contact: await upsertPerson(tx, person, message, context) };
        if ('refused' in linked) return linked.refused;
        const { anonymousId } = message;
        if (anonymousId === undefined) return 'accepted';
        const isTheirs = (await findPerson(tx, workspace, { anonymousId })) === linked.contact;
        if (!isTheirs) return 'identity_conflict'; // the rest was stored; the browser stays somebody else's
        const { contact } = linked;
        if (trust === 'secret') await proveBrowser(tx, { workspace, contact, anonymousId }, context.now);
        await adoptHistory(tx, { workspace, anonymousId }, contact, { ...this.dependencies, now: clock.now() });
        return 'accepted';
      });
    } catch (error) {
      if (error instanceof CodedUserError) return 'contact_invalid';
      throw error;
    }
  }
}

const linkPorts = ({ now, merge, publish }: Required<UpsertContext>): LinkPorts => ({ now, merge, publish });

/** Up to the next identify all share a transaction; each identify has its own. */
function groupAt(messages: readonly SiteMessage[], at: number): readonly SiteMessage[] {
  if (messages[at]?.kind === 'identify') return messages.slice(at, at + 1);
  const next = messages.findIndex(({ kind }, index) => index > at && kind === 'identify');
  return messages.slice(at, next === -1 ? undefined : next);
}
