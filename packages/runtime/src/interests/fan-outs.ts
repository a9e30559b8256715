import type { Database, Transaction } from '../db';
import {
  audienceOf,
  findEvent,
  matchesProduct,
  type EventLog,
  type RouteEvent,
  type StoredEvent,
  type TriggerDemand,
  type TriggerFilter,
} from '../events';
import { codeOf, days, messageOf, minutes, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { goodsOfEvent } from './goods-of-event';
import { isLargeEnough, priceDropOf } from './price-drop';
import {
  advanceFanOut,
  deleteFanOut,
  findDueFanOuts,
  insertFanOut,
  putOffFanOut,
  type FanOut,
} from './sql/fan-out-rows';
import { findInterested } from './sql/find-interested';
import { tellContact, toldAs } from './tell-contact';

export interface FanOutDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventLog;
  readonly route: RouteEvent;
  readonly demand: TriggerDemand;
}

const LOOKS_EVERY = seconds(5);
const AT_ONCE = 20;
const MINUTE = minutes(1).milliseconds;
/** Contacts of one page: as many as are told until the next look, and no more than this. */
const LARGEST_PAGE = 100;
/** One that cannot be told of must not keep the others waiting. */
const TRIES_AGAIN_AFTER = minutes(10);

/**
 * Tells what happened to a product to those who are interested, one after the other, no faster than the trigger says. How
 * far it came is stored with each contact that is told; a restart, or another process, goes on from there.
 */
export class FanOuts extends RecurringJob {
  constructor(private readonly dependencies: FanOutDependencies) {
    super({ every: LOOKS_EVERY, logger: dependencies.logger, complaint: 'Contacts could not be told; trying again' });
  }

  /** Something has happened: to a product, and that is for somebody to know. Part of the transaction that stores it. */
  async onEvent(tx: Transaction, event: StoredEvent): Promise<void> {
    const { workspace, id, payload } = event;
    const type = toldAs(event.type);
    if (type === event.type || event.contact !== null || !payload.product) return;
    const meant = new Map<string, TriggerFilter>();
    for (const filter of this.dependencies.demand.filtersOf(workspace)) {
      if (filter.events.includes(type) && isMeant(filter, event)) meant.set(audienceOf(filter), filter);
    }
    for (const [audience, filter] of meant) {
      await insertFanOut(tx, { workspace, event: id, audience, filter }, this.dependencies.clock.now());
    }
    if (meant.size > 0) tx.afterCommit(() => this.wake());
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    const left = new Set<number>();
    while (!this.isStopping) {
      const due = await findDueFanOuts(database, clock.now(), AT_ONCE);
      const open = due.filter(({ id }) => !left.has(id));
      for (const fanOut of open) if (!(await this.goOn(fanOut))) left.add(fanOut.id);
      if (open.length === 0) return;
    }
  }

  /** @returns false where there is nothing to do in it now */
  private async goOn(fanOut: FanOut): Promise<boolean> {
    const { database, clock, logger } = this.dependencies;
    try {
      return await this.tellPage(fanOut);
    } catch (error) {
      const { id, event } = fanOut;
      logger.error({ fanOut: id, event, code: codeOf(error), reason: messageOf(error) }, 'A contact was not told');
      await database.write((tx) => putOffFanOut(tx, id, clock.now() + TRIES_AGAIN_AFTER.milliseconds));
      return false;
    }
  }

  private async tellPage(fanOut: FanOut): Promise<boolean> {
    const { database, clock, events, route } = this.dependencies;
    const { workspace, filter, audience } = fanOut;
    const event = await findEvent(database, fanOut.event);
    const isWanted = this.dependencies.demand.filtersOf(workspace).some((each) => audienceOf(each) === audience);
    const { interest } = filter;
    if (!event || !interest || !isWanted) {
      await database.write((tx) => deleteFanOut(tx, fanOut));
      return false;
    }
    const begunAt = clock.now();
    const { perMinute } = interest;
    const limit = Math.min(LARGEST_PAGE, Math.max(1, Math.ceil((perMinute * LOOKS_EVERY.milliseconds) / MINUTE)));
    const search = { ...goodsOfEvent(event), workspace, kinds: interest.kinds, after: fanOut.afterContact };
    const from = event.occurredAt - days(interest.withinDays).milliseconds;
    const { contacts, upTo } = await findInterested(database, { ...search, from, limit: limit + ROWS_OF_ONE });
    const at = (count: number): number => begunAt + Math.ceil((count * MINUTE) / perMinute);
    let { afterContact } = fanOut;
    let told = 0;
    for (const interested of contacts) {
      if (told >= limit || this.isStopping) return false;
      const nextAt = { told: at(told + 1), passed: at(told) };
      const telling = { events, route, now: clock.now(), nextAt };
      const soFar = { ...fanOut, afterContact };
      const outcome = await database.write((tx) => tellContact(tx, soFar, { event, interested }, telling));
      if (outcome === 'taken') return false;
      if (outcome === 'told') told += 1;
      afterContact = interested.contact;
    }
    return await this.turnPage({ id: fanOut.id, afterContact }, { upTo, isThrottled: told > 0 });
  }

  /** Goes on after a page. @returns whether the next may be taken at once */
  private async turnPage(
    fanOut: Pick<FanOut, 'id' | 'afterContact'>,
    { upTo, isThrottled }: { upTo: number; isThrottled: boolean },
  ): Promise<boolean> {
    const { database, clock } = this.dependencies;
    if (upTo === Infinity) await database.write((tx) => deleteFanOut(tx, fanOut));
    else if (upTo > fanOut.afterContact && !isThrottled) {
      await database.write((tx) => advanceFanOut(tx, fanOut, { contact: upTo, dueAt: clock.now() }));
    }
    return upTo !== Infinity && !isThrottled;
  }
}

/** Rows that one contact may have under one name: three kinds, at a shop and at none. So each page gets on. */
const ROWS_OF_ONE = 16;

function isMeant(filter: TriggerFilter, { type, shop, payload: { product } }: StoredEvent): boolean {
  if (!product || !filter.interest || (filter.shop && filter.shop !== shop)) return false;
  if (!matchesProduct(filter, product)) return false;
  if (type !== 'product.price_dropped') return true;
  const drop = priceDropOf(product);
  return drop !== undefined && isLargeEnough(drop, filter.interest);
}
