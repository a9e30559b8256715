import { days, hours } from '../../../packages/runtime/src/shared';
import { mail, onEvents } from '../../support/journey';
import { randomOf } from '../../support/random-journey';
import { simulateEngine, type SimulatedEngine } from '../../support/simulated-engine';
import { waitJourney } from '../../support/wait-journey';

jest.setTimeout(600_000);

/** So long in CI; as many seeds as are asked for with AFTERCART_MODEL_SEEDS, and one alone with AFTERCART_SEED. */
const LONGEST = 20_000;
const ONLY = process.env.AFTERCART_SEED;
const COUNT = process.env.AFTERCART_MODEL_SEEDS;

const CONTACTS = [1, 2, 3];
const STEPS = 25;
const FIRST_WAIT = days(2);
const SECOND_WAIT = hours(5);

/** Where one round of a journey stands: this is all that there is to know of it. */
interface Round {
  readonly contact: number;
  at: 'Wait' | 'Second wait' | 'Paid' | 'Done' | 'left';
  wakeAt: number | undefined;
  mails: number;
}

/** What the engine is to do, as briefly as it can be said: nothing is ever lost, done twice, or late. */
class Model {
  readonly rounds: Round[] = [];

  enter(contact: number, now: number): void {
    this.rounds.push({ contact, at: 'Wait', wakeAt: now + FIRST_WAIT.milliseconds, mails: 0 });
  }

  /** An event that the first wait waits for. */
  pay(contact: number): void {
    for (const round of this.waiting(contact)) if (round.at === 'Wait') this.end(round, 'Paid');
  }

  leave(contact: number): void {
    for (const round of this.waiting(contact)) this.end(round, 'left');
  }

  passTo(now: number): void {
    for (const round of this.rounds) {
      if (round.at === 'Wait' && now >= round.wakeAt!) {
        round.mails += 1;
        round.at = 'Second wait';
        round.wakeAt = now + SECOND_WAIT.milliseconds;
      } else if (round.at === 'Second wait' && now >= round.wakeAt!) this.end(round, 'Done');
    }
  }

  private waiting(contact: number): Round[] {
    return this.rounds.filter((round) => round.contact === contact && round.wakeAt !== undefined);
  }

  private end(round: Round, at: Round['at']): void {
    round.at = at;
    round.wakeAt = undefined;
  }
}

const JOURNEY = (() => {
  const arms = [{ name: 'Paid', waitFor: 'event', events: ['order.paid'] }];
  const journey = waitJourney(arms, { atMost: 2, atMostUnit: 'days' }, onEvents('order.placed')) as {
    nodes: object[];
    connections: Record<string, object>;
  };
  const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
  const more = [
    { ...mail('Still there?'), typeVersion: 1 },
    { name: 'Second wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 5, unit: 'hours' } },
    { name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
  ];
  const nodes = more.map((node, index) => ({ id: `m${index}`, position: [0, 100 * index], ...node }));
  return {
    ...journey,
    nodes: [...journey.nodes, ...nodes],
    connections: {
      ...journey.connections,
      'Timed out': to('Mail'),
      Mail: to('Second wait'),
      'Second wait': to('Done'),
    },
    settings: { executionOrder: 'v1', aftercart: { exitOn: ['order.refunded'] } },
  };
})();

let engine: SimulatedEngine;
beforeAll(async () => (engine = await simulateEngine(JOURNEY)));
afterAll(async () => await engine.close());

test('whatever happens to contacts, and whenever the process dies, the engine keeps the books that a page of rules keeps', async () => {
  const deadline = Date.now() + LONGEST;
  const first = ONLY === undefined ? 0 : Number(ONLY);
  const last = ONLY === undefined ? Number(COUNT ?? Infinity) : first + 1;
  let seed = first;
  for (; seed < last && (COUNT !== undefined || Date.now() < deadline); seed++) await check(seed);
  expect(seed - first).toBeGreaterThan(0);
  process.stdout.write(`The engine was held to the model with ${seed - first} seeds\n`);
});

async function check(seed: number): Promise<void> {
  const random = randomOf(seed);
  const model = new Model();
  const told: string[] = [];
  for (const table of ['execution', 'event', 'message', 'wait_arm', 'contact'])
    await engine.database.write((tx) => tx.run(`DELETE FROM ${table}`));
  for (const contact of CONTACTS) await addContact(contact);
  try {
    for (let step = 0; step < STEPS; step++) {
      const contact = CONTACTS[random(CONTACTS.length)]!;
      if (random(4) === 0) {
        const death = random(2) === 0 ? 'before the commit' : 'after the commit';
        engine.dieAt(random(3), death);
        told.push(`dies ${death}`);
      }
      await [enter, pay, leave, pass, pass, pass, crash][random(7)]!(contact, `${seed}-${step}`);
      expect(await booksOf()).toEqual(model.rounds.map(({ contact: of, at, wakeAt = null }) => ({ of, at, wakeAt })));
    }
    expect(await mailsSent()).toBe(model.rounds.reduce((sum, { mails }) => sum + mails, 0));
  } catch (error) {
    throw new Error(`AFTERCART_SEED=${seed}: ${told.join(', ')}`, { cause: error });
  }

  async function enter(contact: number, key: string): Promise<void> {
    told.push(`${contact} enters`);
    model.enter(contact, engine.clock.now());
    await engine.tell({ type: 'order.placed', contact, key });
  }

  async function pay(contact: number, key: string): Promise<void> {
    told.push(`${contact} pays`);
    model.pay(contact);
    await engine.tell({ type: 'order.paid', contact, key });
  }

  async function leave(contact: number, key: string): Promise<void> {
    told.push(`${contact} leaves`);
    model.leave(contact);
    await engine.tell({ type: 'order.refunded', contact, key });
  }

  async function pass(): Promise<void> {
    const milliseconds = hours(1 + random(30)).milliseconds;
    told.push(`${milliseconds / 3_600_000} hours pass`);
    engine.advance(milliseconds);
    model.passTo(engine.clock.now());
    await engine.settle();
  }

  async function crash(): Promise<void> {
    told.push('crash');
    await engine.restart();
    await engine.settle();
  }
}

async function addContact(id: number): Promise<void> {
  await engine.database.write((tx) =>
    tx.run(
      `INSERT INTO contact (id, workspace, email, attributes, created_at, updated_at) VALUES (?, 1, ?, '{}', 0, 0)`,
      [id, `contact-${id}@shop.example`],
    ),
  );
}

/** What the engine has stored, in the model's words. */
async function booksOf(): Promise<object[]> {
  const rows = await engine.database.all<{ contact: number; status: string; node: string; wake_at: number | null }>(
    'SELECT contact, status, node, wake_at FROM execution ORDER BY id',
  );
  return rows.map(({ contact, status, node, wake_at }) => ({
    of: contact,
    at: status === 'canceled' ? 'left' : node,
    wakeAt: wake_at,
  }));
}

async function mailsSent(): Promise<number> {
  return Number((await engine.database.get<{ n: number }>('SELECT COUNT(*) AS n FROM message'))?.n);
}
