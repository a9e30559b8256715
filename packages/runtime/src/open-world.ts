import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openApp } from './app';
import { readConfig } from './config';
import { runByHand } from './engine';
import { loadEndRules } from './journeys';
import { silentLogger } from './shared';
import type { VirtualClock, World } from './simulate';
import { WORKSPACE } from './workspace';

export interface OpenWorld {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/** The same in every simulation, so that links in messages are. It protects nothing: what it seals is gone in a moment. */
const NO_SECRET = 'simulations have no secrets';

/**
 * The whole product, wired as the server is, for one simulation: its database is in memory, its clock stands still until
 * it is set, its mail goes to the built-in mailbox. It never listens, and its jobs look when they are told to.
 */
export async function openWorld(clock: VirtualClock, { timeZone }: { readonly timeZone: string }): Promise<OpenWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-simulation-'));
  const config = readConfig({
    AFTERCART_DATA: folder,
    AFTERCART_DATABASE_URL: 'sqlite::memory:',
    AFTERCART_PUBLIC_URL: 'https://simulation.invalid',
    AFTERCART_ENCRYPTION_KEY: NO_SECRET,
    AFTERCART_API_KEY: NO_SECRET,
    AFTERCART_TIME_ZONE: timeZone,
    AFTERCART_MAIL_FROM: 'Shop <shop@simulation.invalid>',
  });
  const app = await openApp(config, { clock, logger: silentLogger });
  const { triggers, ...rest } = app;
  await loadEndRules(app.database, app.endRules);
  await app.pauses.read();
  await app.engine.start();
  const looks = [app.pending, app.segmentSweeps, app.scoreSweeps, app.dates, app.intakes];
  return {
    world: {
      ...rest,
      runByHand: (workspace, workflow) => runByHand(workspace, workflow, app),
      workspace: WORKSPACE,
      clock,
      looks: [...looks, triggers.interestFills, triggers.watchSweep, triggers.fanOuts],
    },
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
