import type { ConsentLinks } from '../consent';
import type { entities, Queries } from '../db';
import { hasAskedTracking, type OutgoingEmail } from '../messages';
import { trackLinks } from './html/track-links';
import { withUtm, type UtmParameters } from './html/with-utm';
import type { ReturnPaths } from './return-path';
import { readTrackingSettings, type TrackingSettings } from './tracking-settings';
import { DECOY, type TrackingLinks } from './tracking-links';

export interface OutgoingDependencies {
  readonly queries: Queries;
  readonly links: TrackingLinks;
  readonly consentLinks: ConsentLinks;
  /** Where people can ask by mail to be left alone: an address that somebody, or something, reads. */
  readonly unsubscribeAddress?: string;
  readonly returnPaths?: ReturnPaths;
}

type Message = entities.Message;

/**
 * A message as it goes out: its links and a picture tell what becomes of it, and its head how to leave. What is stored stays
 * as it was rendered, so that whoever looks at it in the editor opens and follows nothing.
 */
export async function outgoingEmail(
  message: Message,
  { queries, links, consentLinks, unsubscribeAddress, returnPaths }: OutgoingDependencies,
): Promise<OutgoingEmail> {
  const { id, sender: from, recipient: to, replyTo, subject, html, text, contact, purpose, workspace } = message;
  const isPromotional = purpose === 'promotional';
  const settings = await readTrackingSettings(queries, workspace);
  const isWanted = isPromotional || settings.transactional || hasAskedTracking(message.content);
  const isTracked = contact !== null && isWanted;
  const utm = isTracked ? await utmOf(queries, message, settings) : undefined;
  return {
    ...{ id, from, to, replyTo, subject, text },
    html: isTracked ? tracked(html, { message: id, links, settings, utm }) : html,
    returnPath: returnPaths?.of(id),
    ...(isPromotional && {
      headers: { 'Feedback-ID': feedbackId(message) },
      unsubscribe: contact === null ? undefined : unsubscribing(message, contact, { consentLinks, unsubscribeAddress }),
    }),
  };
}

interface Tracking {
  readonly message: string;
  readonly links: TrackingLinks;
  readonly settings: TrackingSettings;
  readonly utm: UtmParameters | undefined;
}

function tracked(html: string, { message, links, settings, utm }: Tracking): string {
  const { clicks, opens } = settings;
  const decoy = ([url, ...rest]: readonly string[]): string =>
    clicks && url !== undefined
      ? decoyLink(links.click({ message, position: DECOY, count: rest.length + 1, url }))
      : '';
  return trackLinks(html, {
    addressOf: ({ url, position, count }) => (clicks ? links.click({ message, position, count, url }) : url),
    isExempt: (url) => links.isOwn(url),
    mark: utm && ((url) => withUtm(url, utm)),
    append: (places) => decoy(places) + (opens ? picture(links.open(message)) : ''),
  });
}

/** Seen by no person, read out by no screen reader, reached by no key: who follows it follows every link. */
const decoyLink = (url: string): string =>
  `<a href="${url}" style="display:none;max-height:0;overflow:hidden;mso-hide:all" tabindex="-1" aria-hidden="true" rel="nofollow"></a>`;

const picture = (url: string): string =>
  `<img src="${url}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">`;

async function utmOf(
  queries: Queries,
  message: Message,
  { utm }: TrackingSettings,
): Promise<UtmParameters | undefined> {
  if (!utm) return undefined;
  if (utm.campaign !== '' || message.workflow === null) return utm;
  const workflow = await queries.get<{ name: string }>('SELECT name FROM workflow WHERE id = ?', [message.workflow]);
  return { ...utm, campaign: workflow?.name ?? '' };
}

/** By it mailbox providers tell which mails are complained about. It names no reader, or they would not count. */
function feedbackId({ workflow, workspace, purpose }: Message): string {
  const campaign = (workflow ?? 'none').replace(/[^\w-]/g, '').slice(0, 40);
  return `${campaign}:${workspace}:${purpose}:aftercart`;
}

/** First by HTTPS, then by mail where an address for it is named. */
function unsubscribing(
  { id, workspace, channel }: Message,
  contact: number,
  { consentLinks, unsubscribeAddress }: Pick<OutgoingDependencies, 'consentLinks' | 'unsubscribeAddress'>,
): string[] {
  const claim = { workspace, contact, channel, purpose: 'promotional', message: id } as const;
  const url = consentLinks.unsubscribe(claim);
  if (unsubscribeAddress === undefined) return [url];
  const token = url.slice(url.lastIndexOf('/') + 1);
  return [url, `mailto:${unsubscribeAddress}?subject=unsubscribe%20${token}`];
}
