import { hours } from '../../shared';
import { KEPT_KINDS, storedIds, type KeptKind } from '../store';
import type { Shop } from '../shop';
import { applyPage, type Applying } from './apply-page';
import { readPollCursor, savePollCursor } from './progress';
import type { ShopSource } from './shop-source';

/** From the end of one look through all to the beginning of the next, and from connecting a shop to the first. */
const AGAIN_AFTER = hours(24);
/** Ids of one question. */
const AT_ONCE = 100;
/** Questions of one turn for each kind: a large shop is looked through in many turns. */
const QUESTIONS = 10;

/** How far the look through the ids of one kind came. */
interface Position {
  /** The last id that was asked about; '' at the beginning. */
  readonly after: string;
  /** Nothing is asked before this instant (UTC epoch ms). */
  readonly notBefore: number;
}

interface Look {
  readonly shop: Shop;
  readonly missingAmong: NonNullable<ShopSource['missingAmong']>;
  readonly isTimeUp: () => boolean;
  readonly kind: KeptKind;
}

/**
 * Asks a shop whether what we know of it is still there. No list shows what was deleted, so where the webhook of a
 * deletion was lost nothing else would tell. We go through our own ids and not through the shop's pages: those move when
 * something is deleted meanwhile. What is missing in an answer is asked for alone before it counts as deleted.
 * @param isTimeUp asked after each question
 */
export async function lookForDeleted(
  applying: Applying,
  { shop, source, isTimeUp }: { readonly shop: Shop; readonly source: ShopSource; readonly isTimeUp: () => boolean },
): Promise<void> {
  const missingAmong = source.missingAmong?.bind(source);
  if (!missingAmong) return;
  for (const kind of KEPT_KINDS) {
    await lookThrough(applying, { shop, missingAmong, isTimeUp, kind });
    if (isTimeUp()) return;
  }
}

async function lookThrough(applying: Applying, { shop, missingAmong, isTimeUp, kind }: Look): Promise<void> {
  const { database, clock } = applying;
  const resource = `deleted ${kind}`;
  const stored = await readPollCursor(database, shop.id, resource);
  let position = stored === null ? begin(shop.createdAt) : (JSON.parse(stored) as Position);
  if (clock.now() < position.notBefore) return;
  for (let question = 0; question < QUESTIONS && !isTimeUp(); question++) {
    const ids = await storedIds(database, shop, kind, { after: position.after, limit: AT_ONCE });
    const records = ids.length === 0 ? [] : await missingAmong(kind, ids);
    const isLast = ids.length < AT_ONCE;
    position = isLast ? begin(clock.now()) : { ...position, after: ids.at(-1)?.id ?? '' };
    const cursor = JSON.stringify(position);
    await applyPage(applying, {
      ...{ shop, resource, records, tidings: 'changed' },
      save: (tx) => savePollCursor(tx, shop, resource, cursor),
    });
    if (isLast) return;
  }
}

function begin(since: number): Position {
  return { after: '', notBefore: since + AGAIN_AFTER.milliseconds };
}
