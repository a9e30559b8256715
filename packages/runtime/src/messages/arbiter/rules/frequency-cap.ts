import { HANDED_OVER } from '../facts';
import { defer, pass, skip } from '../judgement';
import type { Case, Rule } from '../rule';
import { spanOf, type FrequencyCap } from '../sending-rules';

interface Handed {
  readonly channel: string;
  readonly at: number;
}

/** Nobody gets more promotions than the workspace allows, by one channel or by all. */
export const frequencyCap: Rule = {
  name: 'frequencyCap',
  isForPromotions: true,
  async look(about) {
    const { message, now, facts } = about;
    const caps = facts.rules.caps.filter(({ channel }) => channel === null || channel === message.channel);
    if (caps.length === 0) return pass('no cap');
    const handed = await handedSince(about, now - Math.max(...caps.map((cap) => spanOf(cap).milliseconds)));
    const values: string[] = [];
    let until = 0;
    for (const cap of caps) {
      const { channel, count } = cap;
      const span = spanOf(cap).milliseconds;
      const counted = handed.filter((each) => each.at > now - span && (channel === null || each.channel === channel));
      values.push(`${counted.length} of ${count} ${inWords(cap)}`);
      const leaves = counted[count - 1]; // the latest come first: once this one is out, there is room
      if (leaves) until = Math.max(until, leaves.at + span);
    }
    const value = values.join(', ');
    if (until === 0) return pass(value);
    return message.onCap === 'skip' ? skip('CAP_REACHED', value) : defer('CAP_REACHED', until, value);
  },
};

/** What else the contact got since then, or is getting now; the latest first. */
async function handedSince({ tx, message, facts }: Case, since: number): Promise<Handed[]> {
  if (facts.lastClearedAt === null || facts.lastClearedAt <= since) return [];
  return await tx.all<Handed>(
    `SELECT channel, cleared_at AS at FROM message WHERE contact = ? AND cleared_at > ? AND purpose = 'promotional'
       AND id <> ? AND ${HANDED_OVER} ORDER BY cleared_at DESC`,
    [message.contact, since, message.id],
  );
}

const inWords = ({ channel, amount, unit }: FrequencyCap): string =>
  `${channel === null ? 'in all' : `by ${channel}`} in ${amount} ${unit}`;
