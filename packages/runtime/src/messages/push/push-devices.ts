import { randomBytes } from 'node:crypto';

import type { Database } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { isPushService } from '../channels/push/is-push-service';

/** A subscription as browsers write it as JSON, and the browser that made it. */
export interface NewDevice {
  readonly workspace: number;
  readonly site: string;
  readonly anonymousId: string;
  readonly endpoint: unknown;
  readonly p256dh: unknown;
  readonly auth: unknown;
  /** The words that the visitor agreed to. */
  readonly asked: string;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** Origins of push services besides those of the browsers' makers. */
  readonly services?: readonly string[];
}

/** An uncompressed point of P-256, and 16 bytes. */
const P256DH = /^[\w-]{87}=?$/;
const AUTH = /^[\w-]{22}(==)?$/;
const MOST_FOR_BROWSER = 5;

/** Browsers that take push messages: each once, and whose their anonymous ids say they are. */
export class PushDevices {
  constructor(private readonly dependencies: Dependencies) {}

  /** Keeps a device, or whose it is now. @throws PUSH_DEVICE_INVALID */
  async keep({ workspace, site, anonymousId, endpoint, p256dh, auth, asked }: NewDevice): Promise<void> {
    const { database, clock, services } = this.dependencies;
    if (typeof endpoint !== 'string' || !isPushService(endpoint, services)) {
      const message = 'The endpoint is at no push service that is known: name others in AFTERCART_PUSH_SERVICES.';
      throw new CodedUserError('PUSH_DEVICE_INVALID', message);
    }
    if (typeof p256dh !== 'string' || typeof auth !== 'string' || !P256DH.test(p256dh) || !AUTH.test(auth)) {
      throw new CodedUserError('PUSH_DEVICE_INVALID', 'The keys of the subscription are no keys of web push.');
    }
    const now = clock.now();
    const id = randomBytes(9).toString('base64url');
    await database.write(async (tx) => {
      await tx.run(
        `INSERT INTO push_device (id, workspace, site, anonymous_id, endpoint, p256dh, auth, asked, agreed_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (workspace, endpoint) DO UPDATE SET site = excluded.site, anonymous_id = excluded.anonymous_id,
           p256dh = excluded.p256dh, auth = excluded.auth, updated_at = excluded.updated_at,
           agreed_at = CASE WHEN push_device.anonymous_id = excluded.anonymous_id THEN push_device.agreed_at ELSE excluded.agreed_at END`,
        [id, workspace, site, anonymousId, endpoint, p256dh, auth, asked.slice(0, 500), now, now],
      );
      // A browser has one subscription for a site: of several the oldest were given up.
      await tx.run(
        `DELETE FROM push_device WHERE workspace = ? AND anonymous_id = ? AND id NOT IN (SELECT id FROM push_device
           WHERE workspace = ? AND anonymous_id = ? ORDER BY updated_at DESC, id LIMIT ${MOST_FOR_BROWSER})`,
        [workspace, anonymousId, workspace, anonymousId],
      );
    });
  }

  /** The visitor wants no more, or the browser has another subscription now. */
  async drop(workspace: number, endpoint: string): Promise<void> {
    await this.dependencies.database.write((tx) =>
      tx.run('DELETE FROM push_device WHERE workspace = ? AND endpoint = ?', [workspace, endpoint]),
    );
  }

  /** Their push services say that they are gone. */
  async forget(ids: readonly string[]): Promise<void> {
    const places = ids.map(() => '?').join(', ');
    await this.dependencies.database.write((tx) => tx.run(`DELETE FROM push_device WHERE id IN (${places})`, ids));
  }
}
