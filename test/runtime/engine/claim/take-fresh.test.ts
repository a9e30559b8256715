import { openDatabase, type Database } from '../../../../packages/runtime/src/db';
import { Claimer } from '../../../../packages/runtime/src/engine/claim/claimer';
import { freshRowOf } from '../../../../packages/runtime/src/engine/fresh-row';
import { insertExecution } from '../../../../packages/runtime/src/engine/sql/insert-execution';
import { silentLogger } from '../../../../packages/runtime/src/shared';

const NOW = 1_000_000;
const MOST = 10;
const MOST_OF_ONE = 4;

let database: Database;
let claimer: Claimer;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  const clock = { now: () => NOW };
  const common = { only: undefined, owner: 'one', crashRecord: undefined };
  claimer = new Claimer({ database, clock, logger: silentLogger, ...common });
});
afterEach(async () => await database.close());

/** As an event does it: inserted, committed, offered. */
async function enter(workflow = 'welcome') {
  const entry = entryOf(workflow);
  const id = (await database.write((tx) => insertExecution(tx, entry)))!;
  return { id, isTaken: claimer.takeFresh(freshRowOf(id, entry), MOST, MOST_OF_ONE) };
}
const claimed = async () => (await claimer.claim(MOST - claimer.inHand.ids.size, MOST_OF_ONE)).map(({ id }) => id);

test('a contact who has just entered is begun once: not a second time, when the table is looked at', async () => {
  await claimed();
  const { id, isTaken } = await enter();
  expect(isTaken).toBe(true);
  expect(claimer.isIdle).toBe(false);
  expect(await claimed()).toEqual([id]);
  expect(await claimed()).toEqual([]);
  claimer.letGo(id);
  expect(await claimed()).toEqual([id]); // it is due as long as nothing was stored of its run
});

test('its row is what a reader of the table would have got', async () => {
  await claimed();
  await enter();
  const [fresh] = await claimer.claim(MOST, MOST_OF_ONE);
  claimer.letGo(fresh!.id);
  const [read] = await claimer.claim(MOST, MOST_OF_ONE);
  expect(fresh).toEqual(read);
});

test('nobody passes by those who wait longer: with a backlog a new entry waits for its turn', async () => {
  for (let count = 0; count < 20; count += 1) await database.write((tx) => insertExecution(tx, entryOf('campaign')));
  expect(await claimer.claim(2, MOST_OF_ONE)).toHaveLength(2);
  expect((await enter()).isTaken).toBe(false);
});

test('one workflow does not get more places by entries than by its turn', async () => {
  await claimed();
  const taken: boolean[] = [];
  for (let count = 0; count < 6; count += 1) taken.push((await enter()).isTaken);
  expect(taken).toEqual([true, true, true, true, false, false]);
  expect((await enter('other')).isTaken).toBe(true);
});

test('what was not begun when a server ends is taken up by the next one', async () => {
  await claimed();
  const { id } = await enter();
  await claimer.stop();
  expect(claimer.isIdle).toBe(true);
  expect(await claimed()).toEqual([id]);
});

function entryOf(workflow: string) {
  const version = { id: 'v', workspace: 1, workflow } as never;
  return { version, mode: 'trigger', node: 'On event', wakeAt: NOW, startedAt: NOW, state: null } as const;
}
