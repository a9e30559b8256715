import type { Clock } from '../../shared';
import type { ReturnNotice } from '../notice';
import type { ReturnCounts, Returns } from '../returns';
import type { Esp, EspCall } from './esp-event';
import type { FeedStore } from './feed-store';
import { readMailgun } from './mailgun';
import { readPostmark } from './postmark';
import { readSendgrid } from './sendgrid';
import { readSes } from './ses';
import type { FetchText } from './sns';

interface Dependencies {
  readonly clock: Clock;
  readonly feeds: Pick<FeedStore, 'keysOf'>;
  readonly returns: Pick<Returns, 'take'>;
  readonly fetchText: FetchText;
}

/**
 * Takes in what a mail service posts, once its keys prove it.
 * @throws RETURN_FEED_NOT_FOUND, NOTICE_NOT_PROVEN, NOTICE_UNREADABLE, RETURN_FEED_UNREACHABLE
 */
export async function receiveEsp(
  workspace: number,
  provider: Esp,
  call: EspCall,
  dependencies: Dependencies,
): Promise<ReturnCounts> {
  const notices = await readCall(workspace, provider, call, dependencies);
  return await dependencies.returns.take(workspace, notices);
}

async function readCall(
  workspace: number,
  provider: Esp,
  call: EspCall,
  { clock, feeds, fetchText }: Dependencies,
): Promise<ReturnNotice[]> {
  const now = clock.now();
  switch (provider) {
    case 'ses':
      return await readSes(call, await feeds.keysOf(workspace, provider), { now, fetchText });
    case 'sendgrid':
      return readSendgrid(call, await feeds.keysOf(workspace, provider), now);
    case 'mailgun':
      return readMailgun(call, await feeds.keysOf(workspace, provider), now);
    case 'postmark':
      return readPostmark(call, await feeds.keysOf(workspace, provider), now);
  }
}
