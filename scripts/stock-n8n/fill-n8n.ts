import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { hubCredential, withHubCredential, type HubAddress } from './hub-credential';
import type { StockN8n } from './stock-n8n';

interface Filling {
  /** Where it is kept what n8n has got already. */
  readonly userFolder: string;
  readonly hub: HubAddress;
  /** The folder of the ready-made journeys. */
  readonly journeys: string;
  readonly asksHub: (type: string) => boolean;
  /** Journeys that n8n has already are imported again, over what was changed there. */
  readonly again: boolean;
}

interface Filled {
  /** A digest: the key itself stands in n8n's database, encrypted. */
  readonly hub: string;
  readonly journeys: readonly string[];
}

/**
 * Gives n8n what it lacks: the credential where the hub has changed, and the ready-made journeys that it has not got.
 * @returns how many journeys were imported
 */
export async function fillN8n(n8n: StockN8n, { userFolder, hub, journeys, asksHub, again }: Filling): Promise<number> {
  const note = path.join(userFolder, 'filled.json');
  const nothing: Filled = { hub: '', journeys: [] };
  const before = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as Filled) : nothing;
  const digest = createHash('sha256')
    .update(JSON.stringify([hub.url, hub.apiKey]))
    .digest('hex');
  const names = readdirSync(journeys).filter((file) => file.endsWith('.json'));
  const lacking = names.filter((name) => again || !before.journeys.includes(name));

  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-for-n8n-'));
  try {
    if (before.hub !== digest) {
      const file = path.join(folder, 'credentials.json');
      writeFileSync(file, JSON.stringify([hubCredential(hub)]), { mode: 0o600 });
      await n8n.run('import:credentials', `--input=${file}`);
    }
    if (lacking.length > 0) {
      const file = path.join(folder, 'journeys.json');
      const documents = lacking.map((name) => {
        const text = readFileSync(path.join(journeys, name), 'utf8');
        return withHubCredential(JSON.parse(text) as Parameters<typeof withHubCredential>[0], asksHub);
      });
      writeFileSync(file, JSON.stringify(documents));
      await n8n.run('import:workflow', `--input=${file}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const after: Filled = { hub: digest, journeys: [...new Set([...before.journeys, ...lacking])] };
  writeFileSync(note, JSON.stringify(after));
  return lacking.length;
}
