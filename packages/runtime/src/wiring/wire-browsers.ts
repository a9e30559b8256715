import { Callers, PageOffers, PushCalls } from '../browsers';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';
import type { Sites } from './wire-sites';
import type { MessageTracking } from './wire-tracking';

export type Browsers = ReturnType<typeof wireBrowsers>;

/** What browsers are given to show, and tell of it. */
export function wireBrowsers(
  { database }: Foundation,
  {
    browserMessages: messages,
    brands,
    pushDevices: devices,
  }: Pick<Messages, 'browserMessages' | 'brands' | 'pushDevices'>,
  { sites }: Pick<Sites, 'sites'>,
  { reactions }: Pick<MessageTracking, 'reactions'>,
) {
  const callers = new Callers({ database, sites });
  return {
    pageOffers: new PageOffers({ callers, messages, brands, reactions }),
    pushCalls: new PushCalls({ callers, devices }),
  };
}
