import { randomUUID } from 'node:crypto';

import type { ReturnNotice } from '../../../packages/runtime/src/returns';
import type { DatabaseSettings } from '../../support/databases';
import { offer, startTracking } from '../tracking/start-tracking';

export type ReturnsBed = Awaited<ReturnType<typeof startReturns>>;

/** The whole product with a real mail server, and somebody who tells what became of its mails. */
export async function startReturns(settings: DatabaseSettings) {
  const tracking = await startTracking(settings, {
    AFTERCART_BOUNCE_DOMAIN: 'bounce.shop.example',
    AFTERCART_UNSUBSCRIBE_ADDRESS: 'leave@shop.example',
  });
  const { api, returns, clock, happens, database, settle } = tracking;

  const latestOf = async (contact: number): Promise<any> => {
    const { body } = await api('GET', `/messages?contactId=${contact}`);
    return (await api('GET', `/messages/${(body as any).data[0].id}`)).body;
  };

  return {
    ...tracking,

    notice: (message: string, more: Partial<ReturnNotice> = {}): ReturnNotice => ({
      ...{ kind: 'hard', key: randomUUID(), message, recipients: [], isProven: false, provider: 'mail' },
      ...{ code: '5.1.1', text: '550 5.1.1 <anna@example.com>: No such user', at: clock.now() },
      ...more,
    }),

    tell: async (...notices: ReturnNotice[]) => {
      const counts = await returns.take(1, notices);
      await settle();
      return counts;
    },

    /** What becomes of the next message to a contact. */
    async nextTo(contact: number): Promise<any> {
      await happens('form.submitted', contact);
      return await latestOf(contact);
    },

    latestOf,
    transactional: () => tracking.journey(offer('<p>Your order</p>', 'transactional')),

    async returnedOf(contact: number) {
      const { data } = await tracking.events.list({ workspace: 1, contact, limit: 100 });
      return data.filter(({ payload }) => payload.returned).reverse();
    },

    suppressions: async (): Promise<string[]> =>
      (await database.all<{ reason: string }>('SELECT reason FROM suppression')).map(({ reason }) => reason),
  };
}
