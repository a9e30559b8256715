import { randomBytes } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { entities, type Database, type Transaction } from '../db';
import { CodedUserError, type Cipher, type Clock } from '../shared';

export interface NewCredential {
  readonly name: string;
  readonly type: string;
  readonly data: ICredentialDataDecryptedObject;
}

/** A credential without its secrets: what the API shows. */
export type CredentialSummary = Omit<entities.CredentialEntity, 'data'>;

/** n8n credentials, encrypted at rest. */
export class CredentialStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async create(workspace: number, credential: NewCredential): Promise<CredentialSummary> {
    const now = this.clock.now();
    const row: entities.CredentialEntity = {
      id: randomBytes(12).toString('base64url'),
      workspace,
      name: credential.name,
      type: credential.type,
      data: this.cipher.encrypt(JSON.stringify(credential.data)),
      createdAt: now,
      updatedAt: now,
    };
    await this.database.write((tx) => tx.orm.insert(entities.CredentialEntity, row));
    return withoutSecrets(row);
  }

  async list(workspace: number): Promise<CredentialSummary[]> {
    const rows = await this.database.orm.find(entities.CredentialEntity, {
      where: { workspace },
      order: { id: 'ASC' },
    });
    return rows.map(withoutSecrets);
  }

  /** @throws CREDENTIAL_NOT_FOUND, CREDENTIAL_UNREADABLE */
  async decrypted(workspace: number, id: string): Promise<ICredentialDataDecryptedObject> {
    const row = await this.find(workspace, id);
    return JSON.parse(this.cipher.decrypt(row.data)) as ICredentialDataDecryptedObject;
  }

  /** @throws CREDENTIAL_NOT_FOUND */
  async summary(workspace: number, id: string): Promise<CredentialSummary> {
    return withoutSecrets(await this.find(workspace, id));
  }

  async update(tx: Transaction, workspace: number, id: string, data: ICredentialDataDecryptedObject): Promise<void> {
    const encrypted = this.cipher.encrypt(JSON.stringify(data));
    await tx.orm.update(entities.CredentialEntity, { workspace, id }, { data: encrypted, updatedAt: this.clock.now() });
  }

  /** @throws CREDENTIAL_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<CredentialSummary> {
    const row = await this.find(workspace, id);
    await this.database.write((tx) => tx.orm.delete(entities.CredentialEntity, { workspace, id }));
    return withoutSecrets(row);
  }

  private async find(workspace: number, id: string): Promise<entities.CredentialEntity> {
    const row = await this.database.orm.findOneBy(entities.CredentialEntity, { workspace, id });
    if (row) return row;
    throw new CodedUserError(
      'CREDENTIAL_NOT_FOUND',
      `There is no credential with the id "${id}". Create it, then choose it in the node.`,
      { id },
    );
  }
}

function withoutSecrets({ data: _data, ...summary }: entities.CredentialEntity): CredentialSummary {
  return summary;
}
