import { generateVAPIDKeys } from 'web-push';

import type { Database } from '../../db';
import { CodedUnexpectedError, secureToken, type Cipher, type Clock } from '../../shared';
import { decryptSettings, encryptSettings } from '../senders';

interface Dependencies {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
  /** Whom push services write to about a sender: `mailto:…` or `https://…`. */
  readonly subject: string;
}

/**
 * The sender of a workspace's push messages. There is one: browsers agree to a key, and messages that are signed with
 * another one do not reach them. It is made, with its keys, when it is first asked for.
 */
export class PushSenders {
  private readonly known = new Map<number, string>();

  constructor(private readonly dependencies: Dependencies) {}

  /** The public key that browsers of the workspace's sites agree to, as base64url. */
  async publicKeyOf(workspace: number): Promise<string> {
    const known = this.known.get(workspace) ?? (await this.read(workspace)) ?? (await this.make(workspace));
    this.known.set(workspace, known);
    return known;
  }

  private async read(workspace: number): Promise<string | undefined> {
    const { database, cipher } = this.dependencies;
    const row = await database.get<{ settings: string }>('SELECT settings FROM sender WHERE id = ?', [idOf(workspace)]);
    const { publicKey } = row ? decryptSettings(cipher, row.settings) : {};
    return typeof publicKey === 'string' ? publicKey : undefined;
  }

  /** Of two servers that make it at the same time one does. */
  private async make(workspace: number): Promise<string> {
    const { database, cipher, clock, subject } = this.dependencies;
    const now = clock.now();
    const settings = encryptSettings(cipher, { ...generateVAPIDKeys() });
    await database.write((tx) =>
      tx.run(
        `INSERT INTO sender (id, workspace, channel, purpose, name, provider, address, settings, credential, token, price_per_1000,
           currency, is_default, revision, created_at, updated_at, deleted_at)
         VALUES (?, ?, 'push', NULL, 'Web push', 'webpush', ?, ?, NULL, ?, NULL, NULL, 1, 1, ?, ?, NULL)
         ON CONFLICT (id) DO NOTHING`,
        [idOf(workspace), workspace, subject, settings, secureToken(), now, now],
      ),
    );
    const made = await this.read(workspace);
    if (made !== undefined) return made;
    throw new CodedUnexpectedError('INTERNAL', 'The sender of push messages was neither made nor there already.');
  }
}

const idOf = (workspace: number): string => `push-${workspace}`;
