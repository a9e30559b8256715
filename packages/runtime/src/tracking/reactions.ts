import { eventOfMessage } from '../contacts';
import type { Database, Transaction } from '../db';
import type { TellEvent } from '../events';
import type { Clock, TokenSigner } from '../shared';
import { VISIT } from './sql/add-click';
import { countEngagement } from './sql/count-engagement';
import { holdEngaged, type EngagedMessage } from './sql/engaged-message';
import { tellEngagement } from './tell-engagement';

/** What a person does with a message in their browser. */
export const REACTIONS = ['shown', 'clicked', 'dismissed'] as const;
export type Reaction = (typeof REACTIONS)[number];

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly signer: TokenSigner;
  readonly tell: TellEvent;
}

interface Reacted {
  readonly reaction: Reaction;
  /** Where the click led; empty where there was no link. */
  readonly url: string;
}

/** The only link of a message in a browser. */
const LINK = 0;

/**
 * What browsers tell of messages that they show. Being shown counts as an opening, a click as a click of a person; closing
 * it is an event alone. What is told again counts once.
 */
export class Reactions {
  constructor(private readonly dependencies: Dependencies) {}

  /** What a browser proves with that it was given a message. */
  tokenOf(message: string): string {
    return this.dependencies.signer.sign('reaction', [message]);
  }

  /** @returns whether the token is one of ours */
  async take(token: string, reacted: Reacted): Promise<boolean> {
    const { database, clock, signer, tell } = this.dependencies;
    const claim = signer.read('reaction', token);
    const [id] = Array.isArray(claim) ? (claim as unknown[]) : [];
    if (typeof id !== 'string') return false;
    await database.write(async (tx) => {
      const message = await holdEngaged(tx, id);
      if (message) await note(tx, message, { ...reacted, at: clock.now() }, tell);
    });
    return true;
  }
}

async function note(
  tx: Transaction,
  message: EngagedMessage,
  { reaction, url, at }: Reacted & { readonly at: number },
  tell: TellEvent,
): Promise<void> {
  const { id, workspace } = message;
  if (reaction === 'shown') {
    const known = await tx.get('SELECT 1 FROM message_engagement WHERE message = ? AND kind = ?', [id, 'open']);
    if (known) return;
    await countEngagement(tx, { message: id, kind: 'open', class: 'human', workspace, count: 1, at });
    await tellEngagement(tx, message, { class: 'human', at }, tell);
    return;
  }
  if (reaction === 'dismissed') {
    const type = 'message.dismissed';
    const event = await eventOfMessage(tx, message, { type, at, dedupeKey: `${type}:${id}` });
    if (event) await tell(tx, event);
    return;
  }
  const slot = Math.floor(at / VISIT.milliseconds);
  if (!(await keepClick(tx, message, { url, slot, at }))) return;
  await countEngagement(tx, { message: id, kind: 'click', class: 'human', workspace, count: 1, at });
  await tellEngagement(tx, message, { class: 'human', at, click: { url, visit: `${LINK}:${slot}` } }, tell);
}

/** Orders that follow are attributed by it. @returns whether it is a visit of its own */
async function keepClick(
  tx: Transaction,
  { id, workspace, contact }: EngagedMessage,
  { url, slot, at }: { readonly url: string; readonly slot: number; readonly at: number },
): Promise<boolean> {
  const kept = await tx.run(
    `INSERT INTO message_click (message, link, slot, is_scan, workspace, contact, url, links, class, count, at, due_at)
      VALUES (?, ?, ?, 0, ?, ?, ?, 1, 'human', 1, ?, NULL) ON CONFLICT (message, link, slot, is_scan) DO NOTHING`,
    [id, LINK, slot, workspace, contact, url, at],
  );
  return kept > 0;
}
