import { defer, pass, skip } from '../judgement';
import type { Rule } from '../rule';

/** Promotions go out in the hours and on the days of the sending calendar. */
export const sendingHours: Rule = {
  name: 'calendar',
  isForPromotions: true,
  async look({ tx, message, now, calendar }) {
    if (!calendar) return pass('no calendar');
    const { workspace, channel, contact } = message;
    const look = await calendar.look(tx, { workspace, channel, contact, at: now });
    if (look.isOpen) return pass('open');
    if (message.onClosed === 'skip' || look.opensAt === null) return skip('SENDING_CLOSED', look.reason);
    return defer('SENDING_CLOSED', look.opensAt, look.reason);
  },
};
