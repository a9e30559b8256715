import fc from 'fast-check';

import { openBothPaths, type BothPaths } from '../../../support/both-paths';
import { stopClock } from '../../../support/stop-clock';
import { randomPlay } from './random-play';

/** How many workflows are made up; the environment may ask for more. The seed is printed with a failure. */
const RUNS = Number(process.env.AFTERCART_TEST_RUNS ?? 150);
const SEED = process.env.AFTERCART_TEST_SEED;

describe('The two paths through the host', () => {
  let paths: BothPaths;
  beforeAll(async () => (paths = await openBothPaths()));
  afterAll(async () => await paths.close());
  // Nodes and expressions that read the clock get one answer on both paths.
  beforeEach(() => stopClock(Date.parse('2026-11-22T10:00:00Z')));
  afterEach(() => jest.useRealTimers());

  test(
    'leave the same run of any workflow that the lean one covers',
    async () => {
      const property = fc.asyncProperty(randomPlay, async (play) => {
        const { lean, again, full } = await paths.play(play);
        expect(lean).toEqual(full);
        expect(again).toEqual(full);
      });
      await fc.assert(property, { numRuns: RUNS, ...(SEED && { seed: Number(SEED) }) });
      const { lean, full } = paths.lean.paths;
      expect(lean / (lean + full)).toBeGreaterThan(0.8);
      expect(paths.full.paths.lean).toBe(0);
    },
    RUNS * 1_000,
  );
});
