import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { changeConsentSettings } from '../consent';
import type { Database } from '../db';
import type { LiveWorkflows } from '../engine';
import type { ShopStore } from '../shops';
import { parseWorkflow, type WorkflowStore } from '../workflows';

/** What `npm run demo:order` needs to play the demo shop. */
export interface DemoNote {
  readonly url: string;
  readonly shopId: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
}

interface Collaborators {
  readonly database: Database;
  readonly shops: ShopStore;
  readonly workflows: WorkflowStore;
  readonly live: LiveWorkflows;
  readonly workspace: number;
  readonly dataFolder: string;
  readonly publicUrl: string;
  /** The folder of the ready-made journeys. */
  readonly journeys: string;
}

const noteIn = (dataFolder: string): string => path.join(dataFolder, 'demo.json');

/** A shop connection and the welcome journey, live: the main job works before anything is set up. */
export async function seedDemo(collaborators: Collaborators): Promise<DemoNote> {
  const { database, shops, workflows, live, workspace, dataFolder, publicUrl, journeys } = collaborators;
  const webhookSecret = randomBytes(24).toString('base64url');
  const shop = await database.write((tx) =>
    shops.create(tx, workspace, {
      type: 'woocommerce',
      name: 'Demo shop',
      url: 'https://shop.example',
      consumerKey: 'ck_demo',
      consumerSecret: 'cs_demo',
      webhookSecret,
    }),
  );
  // Whoever buys at the demo shop may be written to, as at a shop that tells its customers so.
  await changeConsentSettings(database, workspace, { customerException: true });
  const journey = JSON.parse(readFileSync(path.join(journeys, 'welcome-series.json'), 'utf8')) as unknown;
  const { id } = await workflows.create(workspace, parseWorkflow(journey));
  await live.activate(workspace, id);
  const note: DemoNote = {
    url: publicUrl,
    shopId: shop.id,
    webhookUrl: `${publicUrl}/shops/${shop.id}/woocommerce`,
    webhookSecret,
  };
  writeFileSync(noteIn(dataFolder), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  return note;
}

/** The demo that this data folder was seeded with, if it was. */
export function readDemo(dataFolder: string): DemoNote | undefined {
  const file = noteIn(dataFolder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoNote) : undefined;
}
