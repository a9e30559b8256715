import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { StoredEvent } from '../../../../packages/runtime/src/events';
import { CodedOperationalError, hours, minutes } from '../../../../packages/runtime/src/shared';
import type { FakeOrder } from '../../../support/magento/magento-shop';
import { RandomHistory, seeded, type Random } from '../../../support/magento/random-history';
import { reopening, startMagentoSync, type MagentoSync } from '../../../support/magento/start-magento-sync';

/** AFTERCART_TEST_MAGENTO_ORDERS=5000 for a long history; AFTERCART_TEST_SEED to see one again. */
const ORDERS = Number(process.env.AFTERCART_TEST_MAGENTO_ORDERS ?? 500);
const SEED = Number(process.env.AFTERCART_TEST_SEED ?? 20_261_122);

let magento: MagentoSync;
const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
afterAll(async () => {
  await magento.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `after ${ORDERS} orders at a shop that fails, changes while it is read, and outlives its server, the store says what the shop says, and each thing that happened was told once`,
  async () => {
    const random = seeded(SEED);
    const open = reopening(`sqlite:${path.join(folder, 'aftercart.sqlite')}`);
    magento = await startMagentoSync(open, { reopen: open, isImported: true });
    const { fake, clock } = magento;
    // A third of the history is from before the connection.
    clock.time -= hours(24 * 30).milliseconds;
    const people = new RandomHistory(fake.shop, random);
    while (fake.shop.orders.length < ORDERS / 3) people.step(true);
    const past = fake.shop.orders.length;
    clock.time = magento.shop.createdAt + 1_000;
    people.changed.clear();

    const trouble = troubleOf(magento, people, random);
    while (fake.shop.orders.length < ORDERS) {
      clock.time += minutes(5).milliseconds;
      trouble.begin();
      await trouble.turn();
    }
    trouble.end();
    await settle(magento, () => trouble.turn());
    clock.time += minutes(5).milliseconds;
    await settle(magento, () => magento.turn());

    expect(trouble.count()).toEqual({
      restarts: expect.any(Number),
      failures: expect.any(Number),
      rollbacks: expect.any(Number),
    });
    expect(Math.min(...Object.values(trouble.count()))).toBeGreaterThan(0);
    expect(await magento.database().all('SELECT * FROM set_aside')).toEqual([]);
    expect(await stored(magento)).toEqual(fake.shop.orders.map((order) => truth(magento, order)));
    const log = byOrder(await magento.events());
    for (const order of fake.shop.orders.slice(past)) {
      expect(new Once(log.get(order.entity_id) ?? []).facts()).toEqual(
        expectedFacts(magento, order, log.get(order.entity_id) ?? []),
      );
    }
    for (const [id, events] of log) expect([id, chainOf(events)]).toEqual([id, 'unbroken']);
    const told = byOrder(magento.routed);
    const untouched = fake.shop.orders.slice(0, past).filter(({ entity_id: id }) => !people.changed.has(id));
    expect(untouched.length).toBeGreaterThan(0);
    expect(untouched.map(({ entity_id: id }) => told.get(id) ?? []).flat()).toEqual([]);
  },
  // Long enough for a machine that has other things to do.
  ORDERS * 400,
);

/** What goes wrong between and in the middle of requests, and what the shop's people do meanwhile. */
function troubleOf(magento: MagentoSync, people: RandomHistory, random: Random) {
  const counts = { restarts: 0, failures: 0, rollbacks: 0 };
  const { fake } = magento;
  let restarting: Promise<void> | undefined;
  const disturb: typeof fake.disturb = () => {
    const steps = random() < 0.5 ? Math.floor(random() * 20) : 0;
    for (let step = 0; step < steps; step++) people.step(fake.shop.orders.length < ORDERS);
    const fate = random();
    if (fate < 0.02) {
      counts.failures++;
      return { status: [500, 502, 503, 429][Math.floor(random() * 4)], body: 'no' };
    }
    if (fate < 0.025) return { body: '<html>Maintenance</html>' };
    if (fate < 0.028) return 'silence';
    if (fate < 0.04 && !restarting) {
      counts.restarts++;
      restarting = magento.restart().finally(() => (restarting = undefined));
      return 'silence';
    }
    return undefined;
  };
  return {
    begin() {
      fake.disturb = disturb;
      magento.beforeRoute = () => {
        if (random() > 0.002) return;
        counts.rollbacks++;
        throw new CodedOperationalError('DATABASE_WRITE_FAILED', 'The disk is full.');
      };
    },
    end() {
      fake.disturb = () => undefined;
      magento.beforeRoute = () => undefined;
    },
    async turn() {
      await magento.turn();
      await restarting;
    },
    count: () => counts,
  };
}

/** Turns until one has read everything: on a machine that has other things to do, answers come too late for the little patience of this test. */
async function settle(magento: MagentoSync, turn: () => Promise<void>): Promise<void> {
  for (let turns = 0; turns < 200; turns++) {
    await turn();
    if (await isComplete(magento)) return;
  }
  throw new Error('The shop was not read to its end in 200 turns');
}

/** Nothing of the history is left, and the latest turn read all lists to their end. */
async function isComplete(magento: MagentoSync): Promise<boolean> {
  const database = magento.database();
  const open = await database.all(`SELECT resource FROM shop_resource WHERE import_status <> 'done'`);
  const state = await database.get<{ failures: number; due: number }>('SELECT failures, due_at AS due FROM shop_state');
  return open.length === 0 && Number(state?.failures) === 0 && Number(state?.due) > magento.clock.time;
}

const STATUSES: Record<string, string> = {
  new: 'on-hold',
  pending_payment: 'pending',
  holded: 'on-hold',
  processing: 'processing',
  complete: 'completed',
  closed: 'refunded',
  canceled: 'cancelled',
};

function statusOf(order: FakeOrder): string | undefined {
  const isPaidOnDelivery = (order.payment as { method: string }).method === 'cashondelivery';
  return order.state === 'new' && isPaidOnDelivery ? 'processing' : STATUSES[order.state];
}

const isPaid = (order: FakeOrder): boolean => order.total_paid >= order.grand_total;

function isCompleted({ fake }: MagentoSync, order: FakeOrder): boolean {
  return order.state === 'complete' || (order.state === 'closed' && isPaid(order) && fake.shop.isShipped(order));
}

/** By the shop's own tables. */
function truth(magento: MagentoSync, order: FakeOrder): object {
  return {
    id: String(order.entity_id),
    status: statusOf(order),
    total: order.grand_total * 100,
    refunded: order.total_refunded * 100,
    isPaid: isPaid(order),
    isCompleted: isCompleted(magento, order),
    isDelivered: magento.fake.shop.isShipped(order),
    modifiedAt: Date.parse(`${order.updated_at.replace(' ', 'T')}Z`),
  };
}

async function stored(magento: MagentoSync): Promise<object[]> {
  const rows = await magento.database().all<Record<string, unknown>>(
    `SELECT external_id AS id, status, total, refunded, paid_at AS paid, completed_at AS completed, delivered_at AS delivered,
      modified_at AS "modifiedAt" FROM orders ORDER BY CAST(external_id AS INTEGER)`,
  );
  return rows.map(({ paid, completed, delivered, ...row }) => ({
    ...row,
    isPaid: paid !== null,
    isCompleted: completed !== null,
    isDelivered: delivered !== null,
  }));
}

function byOrder(events: readonly StoredEvent[]): Map<number, StoredEvent[]> {
  const found = new Map<number, StoredEvent[]>();
  for (const event of events) {
    if (!event.payload.order) continue;
    const id = Number(event.payload.order.id);
    found.set(id, [...(found.get(id) ?? []), event]);
  }
  return found;
}

/** How often each fact was told; each refund is a fact of its own. */
class Once {
  constructor(private readonly events: readonly StoredEvent[]) {}

  facts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { type, payload } of this.events) {
      if (type === 'order.status_changed') continue;
      const name = payload.order?.refund ? `${type} ${payload.order.refund.id}` : type;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }
}

/**
 * What must have been told of an order. Only of one thing the end of the story says nothing: whether an order that is
 * not placed now (it was cancelled, or still waits for its payment) was seen while it was.
 */
function expectedFacts(magento: MagentoSync, order: FakeOrder, told: readonly StoredEvent[]): Record<string, number> {
  const memos = magento.fake.shop.creditMemos.filter(({ order_id: id }) => id === order.entity_id);
  const isPlaced = !['canceled', 'pending_payment'].includes(order.state) || isPaid(order);
  const wasSeenPlaced = told.some(({ type }) => type === 'order.placed');
  const facts: [string, boolean][] = [
    ['order.created', true],
    ['order.placed', isPlaced || wasSeenPlaced],
    ['order.paid', isPaid(order)],
    ['order.completed', isCompleted(magento, order)],
    ['order.delivered', magento.fake.shop.isShipped(order)],
    ['order.cancelled', order.state === 'canceled'],
    ...memos.map(({ entity_id: id }): [string, boolean] => [`order.refunded ${id as number}`, true]),
  ];
  return Object.fromEntries(facts.filter(([, holds]) => holds).map(([name]) => [name, 1]));
}

/** Each change of status begins where the one before ended. */
function chainOf(events: readonly StoredEvent[]): string {
  let status: string | undefined;
  for (const { type, payload } of events) {
    if (type !== 'order.status_changed' || !payload.order) continue;
    const { previousStatus, status: next } = payload.order;
    if (status !== undefined && previousStatus !== status)
      return `${status} was followed by ${previousStatus} → ${next}`;
    status = next;
  }
  return 'unbroken';
}
