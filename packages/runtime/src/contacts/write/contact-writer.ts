import { holdContact, type Database, type Transaction } from '../../db';
import type { Publish } from '../../events';
import { CodedUserError, type Clock } from '../../shared';
import { attributesOf, type Attribute } from '../attributes';
import { findContact, type Contact } from '../contact';
import { contactSnapshot } from '../contact-snapshot';
import { eraseContact, type ErasePorts } from '../erase/erase-contact';
import { deleteMember, findList, insertMember } from '../lists/memberships';
import { checkTag, deleteTag, insertTag } from '../lists/tags';
import { mergeContacts, type MergePorts } from '../merge/merge-contacts';
import { patchContact, publishChange, type ContactChanges } from './patch-contact';
import { upsertContact, type ContactRequest, type UpsertContext } from './upsert-contact';

export interface ContactWriterDependencies extends MergePorts, ErasePorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly publish: Publish;
}

/** Changes contacts on behalf of people and programs. Each change is one transaction, and what follows from it is part of it. */
export class ContactWriter {
  constructor(private readonly dependencies: ContactWriterDependencies) {}

  /** @throws CONTACT_HAS_NO_IDENTITY, CONTACT_INVALID, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE_INVALID */
  async upsert(workspace: number, request: ContactRequest): Promise<{ contact: Contact; isNew: boolean }> {
    return await this.dependencies.database.write((tx) => this.upsertIn(tx, workspace, request));
  }

  /**
   * As `upsert`, in a transaction that does more.
   * @param options `joins: false` where nobody has proved that the identities are theirs: then no two contacts become one;
   *   `attributes`: the custom fields, where they were read in this transaction already
   */
  async upsertIn(
    tx: Transaction,
    workspace: number,
    request: ContactRequest,
    { joins = true, attributes }: { joins?: boolean; attributes?: readonly Attribute[] } = {},
  ): Promise<{ contact: Contact; isNew: boolean }> {
    const context = await this.contextIn(tx, workspace, attributes);
    return await upsertContact(tx, request, joins ? context : { ...context, merge: undefined });
  }

  /** What `upsertContact` needs in a transaction: to be read once for many contacts. */
  async contextIn(tx: Transaction, workspace: number, known?: readonly Attribute[]): Promise<Required<UpsertContext>> {
    const { publish, clock } = this.dependencies;
    const now = clock.now();
    const merge = (inTx: Transaction, { into, from }: { into: number; from: number }) =>
      mergeContacts(inTx, { workspace, into, from, now }, this.dependencies);
    return { workspace, now, publish, merge, attributes: known ?? (await attributesOf(tx, workspace)) };
  }

  /** @throws CONTACT_NOT_FOUND, CONTACT_INVALID, IDENTITY_TAKEN, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE_INVALID */
  async patch(workspace: number, id: number, changes: ContactChanges): Promise<Contact> {
    return await this.change(workspace, id, async (tx, contact) => {
      const changed = await patchContact(tx, contact, changes, await this.contextIn(tx, workspace));
      if (changed !== contact) await publishChange(this.dependencies.publish, tx, 'contact.updated', changed, contact);
      return changed;
    });
  }

  /** @throws CONTACT_NOT_FOUND, CONTACT_MERGE_INVALID */
  async merge(workspace: number, into: number, from: number): Promise<Contact> {
    const { database, clock } = this.dependencies;
    const merge = { workspace, into, from, now: clock.now() };
    return await database.write((tx) => mergeContacts(tx, merge, this.dependencies));
  }

  /** @throws CONTACT_NOT_FOUND */
  async erase(workspace: number, id: number): Promise<void> {
    await this.change(workspace, id, async (tx, contact) => {
      await eraseContact(tx, contact, { ...this.dependencies, now: this.dependencies.clock.now() });
    });
  }

  /** @throws CONTACT_NOT_FOUND, LIST_NOT_FOUND */
  async join(workspace: number, id: number, list: string, source: string): Promise<void> {
    await this.change(workspace, id, (tx, contact) => this.joinIn(tx, contact, list, source));
  }

  /** As `join`, in a transaction that does more. */
  async joinIn(tx: Transaction, contact: Contact, list: string, source: string): Promise<void> {
    const { workspace, id } = contact;
    const { name } = await findList(tx, workspace, list);
    const now = this.dependencies.clock.now();
    if (!(await insertMember(tx, { workspace, list, contact: id, source, now }))) return;
    await this.tell(tx, contact, 'list.joined', { list: { id: list, name } });
  }

  /** @throws CONTACT_NOT_FOUND, LIST_NOT_FOUND */
  async leave(workspace: number, id: number, list: string): Promise<void> {
    await this.change(workspace, id, async (tx, contact) => {
      const { name } = await findList(tx, workspace, list);
      if (await deleteMember(tx, list, contact.id))
        await this.tell(tx, contact, 'list.left', { list: { id: list, name } });
    });
  }

  /** @throws CONTACT_NOT_FOUND, TAG_INVALID */
  async tag(workspace: number, id: number, tags: readonly string[]): Promise<void> {
    await this.change(workspace, id, (tx, contact) => this.tagIn(tx, contact, tags));
  }

  /** As `tag`, in a transaction that does more. */
  async tagIn(tx: Transaction, contact: Contact, tags: readonly string[]): Promise<void> {
    const now = this.dependencies.clock.now();
    for (const tag of tags.map(checkTag)) {
      const isNew = await insertTag(tx, { workspace: contact.workspace, contact: contact.id, tag, now });
      if (isNew) await this.tell(tx, contact, 'tag.added', { tag });
    }
  }

  /** @throws CONTACT_NOT_FOUND, TAG_INVALID */
  async untag(workspace: number, id: number, text: string): Promise<void> {
    const tag = checkTag(text);
    await this.change(workspace, id, async (tx, contact) => {
      if (await deleteTag(tx, contact.id, tag)) await this.tell(tx, contact, 'tag.removed', { tag });
    });
  }

  private async tell(tx: Transaction, contact: Contact, type: string, what: object): Promise<void> {
    const { workspace, id } = contact;
    const payload = { contact: contactSnapshot(contact), ...what };
    await this.dependencies.publish(tx, { workspace, type, contact: id, payload });
  }

  private async change<Result>(
    workspace: number,
    id: number,
    work: (tx: Transaction, contact: Contact) => Promise<Result>,
  ): Promise<Result> {
    return await this.dependencies.database.write(async (tx) => {
      const contact = await findContact(tx, workspace, await holdContact(tx, id));
      if (!contact) throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
      return await work(tx, contact);
    });
  }
}
