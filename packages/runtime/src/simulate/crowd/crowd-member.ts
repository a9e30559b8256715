import type { EventTriggerNode } from '../../n8n-host';
import { days, hours, instantOf, minutes, wallTimeOf } from '../../shared';
import { makeHappen } from '../make-happen';
import type { PlayShop } from '../play-shop';
import { reactTo, SOME_LINK } from '../react-to';
import { momentOf } from '../read-moment';
import type { World } from '../world';
import type { Agenda } from './agenda';
import type { Crowd } from './crowd';
import { Draws } from './draws';
import { entranceBy, type Deed } from './entrances';
import { purchaseBy, type Traits } from './invent-person';

interface Person {
  /** Of the contact. */
  readonly id: number;
  /** Among all of the crowd: what they draw follows from it. */
  readonly number: number;
  readonly shop: PlayShop;
  readonly crowd: Crowd;
  readonly traits: Traits;
}

type Acts = Agenda<() => Promise<void>>;

/** When people shop: few at night, most in the evening. Of a day, by its hours, in the workspace's time zone. */
const HOURS = [1, 1, 0, 0, 0, 1, 2, 4, 6, 7, 8, 8, 9, 8, 7, 7, 8, 9, 10, 12, 13, 11, 7, 3];
const MONTH = days(30).milliseconds;
/** Orders are completed so long after the purchase, where the parcel arrives in that time. */
const PARCEL = days(2).milliseconds;
const ARRIVES = 0.8;
const COMPLETED: Deed = { order: { status: 'completed' } };

/** One of a crowd: enters, reacts to messages, buys again. What they do follows from the seed and their number alone. */
export class CrowdMember {
  /** What was begun last. Nobody does two things at once. */
  private last: Promise<void> = Promise.resolve();
  private received = 0;

  constructor(
    private readonly world: World,
    private readonly person: Person,
  ) {}

  /** Puts on the agenda how they enter, and when they buy after that. */
  plan(agenda: Acts, { startedAt, triggers }: { startedAt: number; triggers: readonly EventTriggerNode[] }): void {
    const { crowd, traits, number } = this.person;
    const draws = new Draws(crowd.seed, number, 'deeds');
    const entersAt = this.entry(draws, startedAt);
    const { timeZone } = crowd.given;
    if (crowd.when) {
      for (const { at, ...deed } of crowd.when) {
        // What is over by the time of the entry happens at it: a time of day of the first day.
        const moment = momentOf(at, { startedAt: entersAt, timeZone });
        agenda.add(Math.max(entersAt, moment), this.doing(deed));
      }
    } else {
      const filter = draws.oneOf(triggers)?.filter;
      for (const { after, deed } of filter ? entranceBy(filter, draws, entersAt) : []) {
        const at = Math.max(startedAt, entersAt + after);
        agenda.add(at, this.doing(deed));
        if (deed.buys?.status === 'processing' && draws.happens(ARRIVES))
          agenda.add(at + PARCEL, this.doing(COMPLETED));
      }
    }
    const end = startedAt + days(crowd.days).milliseconds;
    const { purchases } = crowd.habits;
    if (purchases === 0) return;
    const pause = (): number => draws.waitFor(MONTH / purchases);
    for (let at = entersAt + pause(); at < end; at += pause()) {
      agenda.add(at, this.doing({ buys: purchaseBy(draws, traits) }));
      agenda.add(at + PARCEL, this.doing(COMPLETED));
    }
  }

  /** Puts on the agenda what they do about a message that they have just got. */
  react(agenda: Acts, message: { readonly id: string; readonly channel: string }, sentAt: number): void {
    const { crowd, number, id } = this.person;
    const { opens, clicks, withdraws } = crowd.habits;
    const draws = new Draws(crowd.seed, number, 'message', (this.received += 1));
    const opensAt = sentAt + minutes(10).milliseconds + draws.waitFor(hours(5).milliseconds);
    if (draws.happens(opens)) {
      agenda.add(
        opensAt,
        this.acting(async () => await reactTo(this.world, message.id)),
      );
      if (draws.happens(clicks)) {
        const click = this.acting(async () => await reactTo(this.world, message.id, SOME_LINK));
        agenda.add(opensAt + minutes(5).milliseconds, click);
      }
    }
    if (!draws.happens(withdraws)) return;
    const { consents, workspace } = this.world;
    const report = { purpose: 'promotional', status: 'withdrawn', basis: 'explicit', source: 'api' } as const;
    const channel = message.channel as 'email';
    const withdraw = async (): Promise<void> => {
      await consents.record(workspace, id, { ...report, channel });
    };
    agenda.add(opensAt + minutes(5).milliseconds, this.acting(withdraw));
  }

  /** When they enter: a day, and an hour at which people shop. */
  private entry(draws: Draws, startedAt: number): number {
    const { entersWithin, given } = this.person.crowd;
    const first = wallTimeOf(startedAt, given.timeZone);
    const day = first.day + Math.floor(draws.next() * entersWithin);
    let point = draws.next() * HOURS.reduce((sum, weight) => sum + weight, 0);
    const hour = HOURS.findIndex((weight) => (point -= weight) < 0);
    const minute = Math.floor(draws.next() * 60);
    const at = instantOf({ ...first, day, hour, minute }, given.timeZone);
    return at < startedAt ? at + days(1).milliseconds : at;
  }

  private doing(deed: Deed): () => Promise<void> {
    const { id, shop } = this.person;
    return this.acting(async () => await makeHappen(this.world, id, shop, { at: '', ...deed }));
  }

  private acting(act: () => Promise<void>): () => Promise<void> {
    return async () => await (this.last = this.last.then(act));
  }
}
