import { holdContact, survivorOf, type Database, type Queries, type Transaction } from '../../db';
import type { Publish } from '../../events';
import { CodedUserError, type Clock } from '../../shared';
import { attributesOf, type Attribute } from '../attributes';
import { findContact, type Contact } from '../contact';
import { contactSnapshot } from '../contact-snapshot';
import { eraseContact, type ErasePorts } from '../erase/erase-contact';
import { deleteMember, findList, insertMember } from '../lists/memberships';
import { checkTag, deleteTag, insertTag } from '../lists/tags';
import { mergeContacts, type MergePorts } from '../merge/merge-contacts';
import { foreseeUpdate, type ContactUpdate, type ForeseenUpdate } from './contact-update';
import { patchContact, publishChange, type ContactChanges } from './patch-contact';
import { stillThere, stillValid } from './still-valid';
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
    return await this.change(workspace, id, async (tx, contact) => await this.patchIn(tx, contact, changes));
  }

  /** What `update` will make of a contact. @throws CONTACT_NOT_FOUND and what `update` throws */
  async foresee(workspace: number, id: number, update: ContactUpdate): Promise<ForeseenUpdate> {
    const { database } = this.dependencies;
    const contact = await this.find(database, workspace, await survivorOf(database, id));
    return await foreseeUpdate(database, contact, update, await attributesOf(database, workspace));
  }

  /** Makes several changes at once. @throws CONTACT_NOT_FOUND, CONTACT_INVALID, ATTRIBUTE_VALUE_INVALID, TAG_INVALID */
  async update(workspace: number, id: number, update: ContactUpdate): Promise<ForeseenUpdate> {
    return await this.change(workspace, id, async (tx, contact) => {
      const foreseen = await foreseeUpdate(tx, contact, update, await attributesOf(tx, workspace));
      await this.apply(tx, contact, update);
      return foreseen;
    });
  }

  /** As `update`, of what was foreseen a while ago: a contact, a list or a custom field that has gone since is passed over. */
  async updateIn(tx: Transaction, workspace: number, id: number, update: ContactUpdate): Promise<void> {
    const contact = await findContact(tx, workspace, await holdContact(tx, id));
    if (!contact) return;
    const attributes = stillValid(update.attributes, await attributesOf(tx, workspace));
    const [joinLists, leaveLists] = [await stillThere(tx, update.joinLists), await stillThere(tx, update.leaveLists)];
    await this.apply(tx, contact, { ...update, attributes, joinLists, leaveLists });
  }

  private async apply(tx: Transaction, contact: Contact, update: ContactUpdate): Promise<void> {
    const { fields, attributes, addTags, removeTags, joinLists, leaveLists } = update;
    const changed = await this.patchIn(tx, contact, { ...fields, attributes });
    await this.tagIn(tx, changed, addTags);
    for (const tag of removeTags) await this.untagIn(tx, changed, checkTag(tag));
    for (const { id } of joinLists) await this.joinIn(tx, changed, id, 'journey');
    for (const { id } of leaveLists) await this.leaveIn(tx, changed, id);
  }

  private async patchIn(tx: Transaction, contact: Contact, changes: ContactChanges): Promise<Contact> {
    const changed = await patchContact(tx, contact, changes, await this.contextIn(tx, contact.workspace));
    if (changed !== contact) await publishChange(this.dependencies.publish, tx, 'contact.updated', changed, contact);
    return changed;
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
    await this.change(workspace, id, (tx, contact) => this.leaveIn(tx, contact, list));
  }

  private async leaveIn(tx: Transaction, contact: Contact, list: string): Promise<void> {
    const { name } = await findList(tx, contact.workspace, list);
    if (await deleteMember(tx, list, contact.id))
      await this.tell(tx, contact, 'list.left', { list: { id: list, name } });
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
    await this.change(workspace, id, (tx, contact) => this.untagIn(tx, contact, tag));
  }

  private async untagIn(tx: Transaction, contact: Contact, tag: string): Promise<void> {
    if (await deleteTag(tx, contact.id, tag)) await this.tell(tx, contact, 'tag.removed', { tag });
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
      return await work(tx, await this.find(tx, workspace, await holdContact(tx, id)));
    });
  }

  private async find(queries: Queries, workspace: number, id: number): Promise<Contact> {
    const contact = await findContact(queries, workspace, id);
    if (contact) return contact;
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
  }
}
