import { isbot } from 'isbot';

import { seconds } from '../shared';
import type { Delivery, Fetch, OpenClass } from './classes';

/** Nobody gets, opens and reads a mail within it. Gateways follow its links while they take it over, or right after. */
const TOO_SOON = seconds(3);

/** All that Apple's Mail Privacy Protection says of itself. It loads the pictures of every mail, read or not. */
const APPLE_PRIVACY = 'Mozilla/5.0';
/** They load a picture when a person opens the mail, and hide who that is. */
const PROXIES = /GoogleImageProxy|ggpht\.com|YahooMailProxy/i;
/** Scanners of mail that call themselves neither bots nor crawlers. */
const SCANNERS =
  /barracuda|mimecast|proofpoint|urldefense|safelinks|trend ?micro|symantec|forcepoint|sophos|fireeye|cisco-?(ironport|secure)|microsoft office existence discovery|python|go-http|okhttp|java\/|^node|undici|axios|libwww/i;

/** Who loads the picture of a mail. */
export function classifyOpen(fetch: Fetch, delivery: Delivery, now: number): OpenClass {
  const userAgent = fetch.userAgent?.trim() ?? '';
  if (fetch.method !== 'GET' || isTooSoon(delivery, now)) return 'machine';
  if (PROXIES.test(userAgent)) return 'proxy';
  return userAgent === APPLE_PRIVACY || isProgram(userAgent) ? 'machine' : 'human';
}

/** Whether a request for a link shows by itself that no person makes it. What it does not show, the requests around it may. */
export function isScan(fetch: Fetch, delivery: Delivery, now: number): boolean {
  const userAgent = fetch.userAgent?.trim() ?? '';
  return fetch.method !== 'GET' || isTooSoon(delivery, now) || userAgent === APPLE_PRIVACY || isProgram(userAgent);
}

const isProgram = (userAgent: string): boolean => userAgent === '' || isbot(userAgent) || SCANNERS.test(userAgent);

/** A message of which nobody knows whether it went has arrived, if somebody has it. */
function isTooSoon({ sentAt, status }: Delivery, now: number): boolean {
  if (status === 'queued' || status === 'sending') return true;
  return sentAt !== null && now - sentAt < TOO_SOON.milliseconds;
}
