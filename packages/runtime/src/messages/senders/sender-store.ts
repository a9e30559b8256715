import { randomBytes } from 'node:crypto';

import { entities, type Database, type Queries, type Transaction } from '../../db';
import { CodedUserError, secureToken, type Cipher, type Clock, type Money } from '../../shared';
import { providerNamed } from '../channels';
import { checkSenderAddress } from './check-sender-address';
import type { NewSender, Sender, SenderChanges } from './sender';
import {
  changedSettings,
  decryptSettings,
  encryptSettings,
  withoutSecrets,
  type SenderSettings,
} from './sender-secrets';

export interface SenderStoreDependencies {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
  /** The fields of a stored credential. @throws CREDENTIAL_NOT_FOUND */
  readonly credentialOf: (workspace: number, id: string) => Promise<SenderSettings>;
}

type Row = entities.Sender;

/** The senders of workspaces. Secrets go in, and never come out but to their provider. */
export class SenderStore {
  constructor(private readonly dependencies: SenderStoreDependencies) {}

  async list(workspace: number): Promise<Sender[]> {
    const rows = await this.dependencies.database.all<Row>(
      `SELECT ${COLUMNS} FROM sender WHERE workspace = ? AND deleted_at IS NULL ORDER BY channel, name, id`,
      [workspace],
    );
    return rows.map((row) => this.present(row));
  }

  /** @throws SENDER_NOT_FOUND */
  async get(workspace: number, id: string): Promise<Sender> {
    return this.present(await findRow(this.dependencies.database, workspace, id));
  }

  /** @throws SENDER_INVALID, ADDRESS_INVALID, CREDENTIAL_NOT_FOUND */
  async create(workspace: number, sender: NewSender): Promise<Sender> {
    const { database, cipher, clock } = this.dependencies;
    const { channel, provider, settings = {}, credential = null } = sender;
    await this.check(workspace, { channel, provider, settings, credential });
    const now = clock.now();
    const row: Row = {
      ...{ id: randomBytes(9).toString('base64url'), workspace, channel, provider, credential },
      purpose: sender.purpose ?? null,
      name: sender.name.trim(),
      address: checkSenderAddress(channel, sender.address),
      settings: encryptSettings(cipher, settings),
      token: secureToken(),
      ...priceColumns(sender.pricePer1000),
      isDefault: sender.isDefault === true ? 1 : 0,
      ...{ revision: 1, createdAt: now, updatedAt: now, deletedAt: null },
    };
    await database.write(async (tx) => {
      if (row.isDefault === 1) await makeWay(tx, row);
      await tx.orm.insert(entities.Sender, row);
    });
    return this.present(row);
  }

  /** @throws SENDER_NOT_FOUND, SENDER_INVALID, ADDRESS_INVALID, CREDENTIAL_NOT_FOUND */
  async change(workspace: number, id: string, changes: SenderChanges): Promise<Sender> {
    const { database, cipher, clock } = this.dependencies;
    const before = await findRow(database, workspace, id);
    const { channel, provider } = before;
    const settings = changedSettings(decryptSettings(cipher, before.settings), changes.settings ?? {});
    const credential = changes.credential === undefined ? before.credential : changes.credential;
    await this.check(workspace, { channel, provider, settings, credential });
    const after: Row = {
      ...before,
      purpose: changes.purpose === undefined ? before.purpose : changes.purpose,
      name: changes.name?.trim() ?? before.name,
      address: changes.address === undefined ? before.address : checkSenderAddress(channel, changes.address),
      settings: encryptSettings(cipher, settings),
      credential,
      ...(changes.pricePer1000 !== undefined && priceColumns(changes.pricePer1000)),
      isDefault: (changes.isDefault ?? before.isDefault === 1) ? 1 : 0,
      updatedAt: clock.now(),
    };
    await database.write(async (tx) => {
      if (after.isDefault === 1) await makeWay(tx, after);
      await tx.run(
        `UPDATE sender SET purpose = ?, name = ?, address = ?, settings = ?, credential = ?, price_per_1000 = ?,
           currency = ?, is_default = ?, updated_at = ?,
           revision = revision + 1 WHERE id = ?`,
        [
          ...[after.purpose, after.name, after.address, after.settings, after.credential, after.pricePer1000],
          ...[after.currency, after.isDefault],
          ...[after.updatedAt, id],
        ],
      );
      // What waits for other settings does not wait any longer.
      await tx.run(
        `UPDATE message SET due_at = ? WHERE sender_id = ? AND status = 'queued' AND error_code = 'PROVIDER_MISCONFIGURED'
           AND due_at > ?`,
        [after.updatedAt, id, after.updatedAt],
      );
    });
    return this.present(after);
  }

  /**
   * Forgets a sender and its secrets. What it sent keeps its name.
   * @throws SENDER_NOT_FOUND, SENDER_IN_USE while messages of it are to be sent
   */
  async delete(workspace: number, id: string): Promise<void> {
    const { database, cipher, clock } = this.dependencies;
    const forgotten = encryptSettings(cipher, {});
    await database.write(async (tx) => {
      const { channel } = await findRow(tx, workspace, id);
      const isAgreedTo =
        channel === 'push' && (await tx.get('SELECT 1 FROM push_device WHERE workspace = ? LIMIT 1', [workspace]));
      if (isAgreedTo)
        throw new CodedUserError('SENDER_IN_USE', `Browsers take push messages by the keys of ${id} only.`);
      const waiting = await tx.get('SELECT 1 FROM message WHERE sender_id = ? AND due_at IS NOT NULL LIMIT 1', [id]);
      if (waiting) throw new CodedUserError('SENDER_IN_USE', `Messages of the sender ${id} are still to be sent.`);
      await tx.run(
        `UPDATE sender SET deleted_at = ?, settings = ?, credential = NULL, is_default = 0, revision = revision + 1 WHERE id = ?`,
        [clock.now(), forgotten, id],
      );
    });
  }

  /** The settings as the provider gets them. @throws SENDER_NOT_FOUND, CREDENTIAL_NOT_FOUND */
  async settingsOf(id: string): Promise<SenderSettings> {
    const { database, cipher } = this.dependencies;
    const row = await database.get<Row>(`SELECT ${COLUMNS} FROM sender WHERE id = ?`, [id]);
    if (!row) throw new CodedUserError('SENDER_NOT_FOUND', `There is no sender "${id}".`, { id });
    return await this.complete(row.workspace, { ...row, settings: decryptSettings(cipher, row.settings) });
  }

  /** Checks settings as the provider gets them. */
  private async check(workspace: number, sender: ProviderChoice): Promise<void> {
    const definition = providerNamed(sender.channel, sender.provider);
    const { clock } = this.dependencies;
    if (sender.credential !== null && definition.credentialType === undefined) {
      throw new CodedUserError(
        'SENDER_INVALID',
        `${sender.provider} takes its settings from here, not from a credential.`,
      );
    }
    await definition.create(await this.complete(workspace, sender), { clock }).close();
  }

  private async complete(workspace: number, { settings, credential }: ProviderChoice): Promise<SenderSettings> {
    if (credential === null) return settings;
    return { ...(await this.dependencies.credentialOf(workspace, credential)), ...settings };
  }

  private present(row: Row): Sender {
    const { id, workspace, channel, purpose, name, provider, address, credential, token, createdAt, updatedAt } = row;
    const stored = decryptSettings(this.dependencies.cipher, row.settings);
    const shown = withoutSecrets(channel, provider, stored);
    const isDefault = row.isDefault === 1;
    return {
      ...{
        id,
        workspace,
        channel,
        purpose,
        name,
        provider,
        address,
        credential,
        token,
        isDefault,
        createdAt,
        updatedAt,
      },
      pricePer1000: priceOf(row),
      ...shown,
    };
  }
}

function priceColumns(price: Money | null | undefined): Pick<Row, 'pricePer1000' | 'currency'> {
  return { pricePer1000: price?.amount ?? null, currency: price?.currency ?? null };
}

function priceOf({ pricePer1000: amount, currency }: Row): Money | null {
  return amount === null || currency === null ? null : { amount, currency };
}

type ProviderChoice = Pick<Row, 'channel' | 'provider' | 'credential'> & { readonly settings: SenderSettings };

export const COLUMNS = `id, workspace, channel, purpose, name, provider, address, settings, credential, token,
  price_per_1000 AS "pricePer1000", currency, is_default AS "isDefault", revision, created_at AS "createdAt", updated_at AS "updatedAt", deleted_at AS "deletedAt"`;

/** @throws SENDER_NOT_FOUND */
async function findRow(queries: Queries, workspace: number, id: string): Promise<Row> {
  const row = await queries.get<Row>(
    `SELECT ${COLUMNS} FROM sender WHERE workspace = ? AND id = ? AND deleted_at IS NULL`,
    [workspace, id],
  );
  if (row) return row;
  throw new CodedUserError('SENDER_NOT_FOUND', `There is no sender "${id}".`, { id });
}

/** There is one default for each channel and purpose. */
async function makeWay(tx: Transaction, { workspace, channel, purpose, id }: Row): Promise<void> {
  const [same, parameters] = purpose === null ? ['purpose IS NULL', []] : ['purpose = ?', [purpose]];
  await tx.run(`UPDATE sender SET is_default = 0 WHERE workspace = ? AND channel = ? AND id <> ? AND ${same}`, [
    ...[workspace, channel, id],
    ...parameters,
  ]);
}
