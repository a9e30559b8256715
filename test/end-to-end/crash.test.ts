import { runCrashes } from '../support/crash/run-crashes';

jest.setTimeout(240_000);

/** More kills, more seeds: `npm run bench -- crash`. */
const KILLS = Number(process.env.AFTERCART_TEST_KILLS ?? 8);
const SEED = Number(process.env.AFTERCART_TEST_SEED ?? Date.now() % 1_000_000);

describe('a server that is killed at random instants, under load', () => {
  test(`every contact goes its way and gets its mails as if nothing had happened (${KILLS} kills, seed ${SEED})`, async () => {
    const report = await runCrashes({ kills: KILLS, seed: SEED });
    process.stderr.write(`${JSON.stringify(report)}\n`);
    expect(report.differences).toEqual([]);
    expect(report.orders).toBeGreaterThan(KILLS);
  });

  test('a server that is told to end finishes what is in hand: nothing is lost, repeated, held or doubted', async () => {
    const report = await runCrashes({ kills: 3, seed: SEED, signal: 'SIGTERM' });
    expect(report).toMatchObject({ differences: [], repeatedCalls: 0, held: 0, inDoubt: 0, exitCodes: [0, 0, 0] });
  });

  test('an undisturbed run calls everybody once, holds nothing and doubts nothing', async () => {
    const report = await runCrashes({ kills: 0, seed: SEED });
    expect(report).toMatchObject({ differences: [], repeatedCalls: 0, held: 0, inDoubt: 0 });
  });
});
