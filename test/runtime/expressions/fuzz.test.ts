import { CONTACTS } from '../../support/expression-corpus';
import { expressionBed } from '../../support/expression-bed';
import { Chance, randomExpression } from '../../support/random-expressions';
import { readable } from '../../support/same-result';

const CASES = Number(process.env.AFTERCART_FUZZ_CASES ?? 1_500);
const SEED = Number(process.env.AFTERCART_FUZZ_SEED ?? 20_261_122);
const beds = CONTACTS.map((_contact, itemIndex) => expressionBed(CONTACTS, { itemIndex }));

afterAll(async () => {
  jest.useRealTimers();
  await Promise.all(beds.map(({ engine }) => engine.stop()));
});

test(`${CASES} random expressions (seed ${SEED}) give what n8n gives`, () => {
  jest.useFakeTimers({
    now: new Date('2026-10-24T22:15:00.000Z'),
    doNotFake: ['performance', 'setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
  const chance = new Chance(SEED);
  const different: string[] = [];
  let compared = 0;
  for (let index = 0; index < CASES; index++) {
    const expression = randomExpression(chance);
    const { engine, ours, legacy, notCovered } = chance.pick(beds);
    if (notCovered(expression) !== undefined) continue;
    const before = engine.counts.handedOver;
    const mine = readable(ours(expression));
    if (engine.counts.handedOver > before) continue;
    compared++;
    const theirs = readable(legacy(expression));
    if (mine !== theirs) different.push(`${expression}\n  ours: ${mine}\n  n8n:  ${theirs}`);
  }
  expect(different).toEqual([]);
  expect(compared / CASES).toBeGreaterThan(0.7);
}, 600_000);
