import { CONTACTS } from '../../support/expression-corpus';
import { ATTACKS, BOMBS } from '../../support/expression-attacks';
import { expressionBed, type Result } from '../../support/expression-bed';
import { readable } from '../../support/same-result';

const SECRET = 'what only the process knows';
const bed = expressionBed(CONTACTS, { limits: { milliseconds: 150 } });
const globals = globalThis as { leaked?: unknown };

beforeAll(() => {
  process.env.AFTERCART_TEST_SECRET = SECRET;
  bed.place.workflow.nodes.Mail!.parameters.loop = '={{ $parameter.loop2 }}';
  bed.place.workflow.nodes.Mail!.parameters.loop2 = '={{ $parameter.loop }}';
});
afterAll(async () => {
  delete process.env.AFTERCART_TEST_SECRET;
  await bed.engine.stop();
});

const BUILTINS = [Object, Array, String, Number, Function, Date, Map, Set, RegExp, Promise, Math, JSON];

/** Everything that an expression must leave as it was. */
function world(): string {
  const shapes = BUILTINS.flatMap((builtin) => [builtin, (builtin as { prototype?: object }).prototype ?? {}]);
  const names = shapes.map((shape) => Object.getOwnPropertyNames(shape).join());
  return JSON.stringify([names, [Array, Object].map(String), bed.place.items, bed.place.run?.resultData.runData]);
}

function assertHarmless(attack: string, result: Result, before: string): void {
  const seen = readable(result);
  expect({ attack, seen }).not.toEqual({ attack, seen: expect.stringContaining(SECRET) });
  expect({ attack, seen }).not.toEqual({ attack, seen: expect.stringMatching(/root:|\[object process\]/) });
  expect({ attack, isFunction: 'value' in result && typeof result.value === 'function' }).toEqual({
    attack,
    isFunction: false,
  });
  expect({ attack, leaked: globals.leaked, polluted: ({} as { leaked?: unknown }).leaked }).toEqual({ attack });
  expect(typeof new Error().stack).toBe('string'); // Error.prepareStackTrace belongs to the test runner
  expect(world() === before ? 'unchanged' : attack).toBe('unchanged');
}

describe.each(Object.entries(ATTACKS))('%s', (_kind, attacks) => {
  test.each([
    ['compiled', bed.ours],
    ['in the isolate', bed.isolate],
  ])('comes to nothing %s', async (_engine, evaluate) => {
    const before = world();
    for (const attack of attacks) {
      assertHarmless(attack, evaluate(`={{ ${attack} }}`), before);
      assertHarmless(attack, evaluate(`=text {{ ${attack} }} and {{ 1 }}`), before);
    }
    await new Promise((resolve) => setTimeout(resolve, 5)); // timers and promises that were left behind
    expect(globals.leaked).toBeUndefined();
  });
});

describe('an expression that would never end, or take all memory', () => {
  test.each([
    ['compiled', bed.ours],
    ['in the isolate', bed.isolate],
  ])(
    'ends within seconds %s, and the process lives on',
    (_engine, evaluate) => {
      const before = world();
      for (const bomb of BOMBS) {
        const start = performance.now();
        const cpu = process.cpuUsage();
        assertHarmless(bomb, evaluate(`={{ ${bomb} }}`), before);
        const { user, system } = process.cpuUsage(cpu);
        const seconds = Math.min((user + system) / 1e6, (performance.now() - start) / 1_000);
        if (seconds > 4) expect({ bomb, seconds }).toEqual({ bomb });
      }
      expect(bed.ours('={{ $json.number }}')).toEqual({ value: 1042 });
      expect(bed.isolate('={{ $json.number }}')).toEqual({ value: 1042 });
    },
    300_000,
  );
});
