import { holdContact, survivorOf, type Database, type Queries } from '../db';
import type { Clock } from '../shared';
import type { ConsentChannel, ConsentState } from './consent';
import type { Circumstances } from './consents';
import type { ConsentLinks } from './links';
import { consentsOf } from './read-consents';
import { recordConsent, type ConsentChanged } from './record-consent';

/** What the page of preferences shows. */
export interface PreferencesView {
  readonly workspace: number;
  readonly contact: number;
  readonly locale: string | null;
  readonly email: string | null;
  /** The channels that the contact can be reached by, or has said something about. */
  readonly channels: ReadonlyArray<{ readonly channel: ConsentChannel; readonly isAllowed: boolean }>;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly links: ConsentLinks;
  readonly changed: ConsentChanged;
}

/** What contacts decide on the page that their link opens: which channels may bring them advertising. */
export class Preferences {
  constructor(private readonly dependencies: Dependencies) {}

  /** @returns undefined where the link is none of ours, or the contact is gone */
  async view(token: string): Promise<PreferencesView | undefined> {
    const { database, links } = this.dependencies;
    const link = links.readPreferences(token);
    return link && (await readView(database, link.workspace, await survivorOf(database, link.contact)));
  }

  /**
   * Lets the channels that are named bring advertising, and no others.
   * @param wording what the page said beside the boxes
   * @returns false as in `view`
   */
  async save(
    token: string,
    allowed: ReadonlySet<string>,
    { wording, ip, userAgent }: Circumstances & { readonly wording: string },
  ): Promise<boolean> {
    const { database, links, clock, changed } = this.dependencies;
    const link = links.readPreferences(token);
    if (!link) return false;
    return await database.write(async (tx) => {
      const contact = await holdContact(tx, link.contact);
      const view = await readView(tx, link.workspace, contact);
      if (!view) return false;
      const now = clock.now();
      const said = {
        source: 'preferences',
        basis: 'explicit',
        purpose: 'promotional',
        at: now,
        recordedAt: now,
      } as const;
      const evidence = { workspace: link.workspace, contact, ip, wording, proof: { userAgent } };
      for (const { channel, isAllowed } of view.channels) {
        const wants = allowed.has(channel);
        if (wants && isAllowed) continue;
        await recordConsent(tx, { ...evidence, ...said, channel, status: wants ? 'granted' : 'withdrawn' }, changed);
      }
      return true;
    });
  }
}

async function readView(queries: Queries, workspace: number, contact: number): Promise<PreferencesView | undefined> {
  const person = await queries.get<{ email: string | null; phone: string | null; locale: string | null }>(
    'SELECT email, phone, locale FROM contact WHERE workspace = ? AND id = ?',
    [workspace, contact],
  );
  if (!person) return undefined;
  const { email, phone, locale } = person;
  const takesPush = await hasDevice(queries, workspace, contact);
  const states = (await consentsOf(queries, contact)).filter(({ purpose }) => purpose === 'promotional');
  const reachable: ConsentChannel[] = [
    ...(email ? (['email'] as const) : []),
    ...(phone ? (['sms', 'whatsapp'] as const) : []),
    ...(takesPush ? (['push'] as const) : []),
  ];
  const known = states.map(({ channel }) => channel);
  const channels = ORDER.filter((channel) => reachable.includes(channel) || known.includes(channel));
  return {
    ...{ workspace, contact, locale, email },
    channels: channels.map((channel) => ({ channel, isAllowed: isGranted(states, channel, takesPush) })),
  };
}

const ORDER: readonly ConsentChannel[] = ['email', 'sms', 'whatsapp', 'push', 'onsite'];

/** What a browser was allowed is a consent until something else is said. */
function isGranted(states: readonly ConsentState[], channel: ConsentChannel, takesPush: boolean): boolean {
  const said = states.find((state) => state.channel === channel);
  return said ? said.status === 'granted' : channel === 'push' && takesPush;
}

async function hasDevice(queries: Queries, workspace: number, contact: number): Promise<boolean> {
  const device = await queries.get(
    `SELECT 1 FROM contact_identity i JOIN push_device d ON d.workspace = i.workspace AND d.anonymous_id = i.value
      WHERE i.workspace = ? AND i.contact = ? AND i.kind = 'anonymous' LIMIT 1`,
    [workspace, contact],
  );
  return device !== undefined;
}
