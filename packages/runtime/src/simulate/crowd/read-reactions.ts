import type { World } from '../world';
import type { Agenda } from './agenda';
import type { CrowdMember } from './crowd-member';

/** Looks which messages were sent since it looked last, and lets whoever got them react. */
export class ReadReactions {
  private since = 0;
  /** Of the instant of `since`: more may be sent at it. */
  private seen = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly members: ReadonlyMap<number, CrowdMember>,
    private readonly agenda: Agenda<() => Promise<void>>,
  ) {}

  async plan(): Promise<void> {
    const sent = await this.world.database.all<{ id: string; contact: number; channel: string; sentAt: number }>(
      `SELECT id, contact, channel, sent_at AS "sentAt" FROM message WHERE status = 'sent' AND sent_at >= ?
        ORDER BY sent_at, contact, execution, node, visit`,
      [this.since],
    );
    for (const { sentAt, contact, ...message } of sent) {
      if (sentAt > this.since) [this.since, this.seen] = [sentAt, new Set()];
      if (this.seen.has(message.id)) continue;
      this.seen.add(message.id);
      this.members.get(contact)?.react(this.agenda, message, sentAt);
    }
  }
}
