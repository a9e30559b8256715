import type { Queries } from '../../db';

/** A browser of a contact that takes push messages. */
export interface Device {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  /** UTC epoch ms. */
  readonly agreedAt: number;
  /** Since when it is proven to be theirs; null where somebody only typed their address there. */
  readonly provenAt: number | null;
}

/** More than anybody has: the latest ones. */
const MOST = 20;

/** The browsers of a contact that take push messages. They are the contact's as long as their anonymous ids are. */
export async function devicesOf(queries: Queries, workspace: number, contact: number): Promise<Device[]> {
  return await queries.all<Device>(
    `SELECT d.id, d.endpoint, d.p256dh, d.auth, d.agreed_at AS "agreedAt", i.proven_at AS "provenAt"
      FROM contact_identity i JOIN push_device d ON d.workspace = i.workspace AND d.anonymous_id = i.value
      WHERE i.contact = ? AND i.kind = 'anonymous' AND i.workspace = ? ORDER BY d.updated_at DESC, d.id LIMIT ${MOST}`,
    [contact, workspace],
  );
}
