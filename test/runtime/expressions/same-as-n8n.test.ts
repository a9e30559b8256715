import { CONTACTS, corpus, documentedExamples, expressionsOfNodes } from '../../support/expression-corpus';
import { expressionBed } from '../../support/expression-bed';
import { readable } from '../../support/same-result';

const beds = CONTACTS.map((_contact, itemIndex) => expressionBed(CONTACTS, { itemIndex }));
const [bed] = beds as [(typeof beds)[0]];

beforeAll(() => {
  jest.useFakeTimers({
    now: new Date('2026-03-28T22:15:00.000Z'), // the clocks go forward in the night after
    doNotFake: ['performance', 'setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
});
afterAll(async () => {
  jest.useRealTimers();
  await Promise.all(beds.map(({ engine }) => engine.stop()));
});

/** Those of the expressions that compiled code evaluates otherwise than n8n's in-process engine. */
function differences(expressions: readonly string[]): string[] {
  return expressions.flatMap((expression) =>
    beds.flatMap(({ engine, ours, legacy, notCovered }, index) => {
      if (notCovered(expression) !== undefined) return [];
      const before = engine.counts.handedOver;
      const mine = readable(ours(expression));
      if (engine.counts.handedOver > before) return [];
      const theirs = readable(legacy(expression));
      return mine === theirs ? [] : [`${expression} [${index}]\n  ours: ${mine}\n  n8n:  ${theirs}`];
    }),
  );
}

describe('compiled expressions give what n8n gives', () => {
  test.each(corpus())('%s', (_topic, expressions) => {
    expect(differences(expressions)).toEqual([]);
  });

  test("the examples of n8n's documentation", () => {
    const examples = documentedExamples();
    expect(examples.length).toBeGreaterThan(200);
    expect(differences(examples)).toEqual([]);
  });

  test("the expressions of n8n's own nodes", () => {
    expect(differences(expressionsOfNodes())).toEqual([]);
  });

  test('nearly all of them are compiled', () => {
    const all = corpus().flatMap(([, expressions]) => expressions);
    const left = all.filter((expression) => bed.notCovered(expression) !== undefined);
    expect(left.length / all.length).toBeLessThan(0.03);
  });
});
