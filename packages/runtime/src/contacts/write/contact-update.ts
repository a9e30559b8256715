import type { Queries } from '../../db';
import type { Attribute } from '../attributes';
import type { ContactFields } from '../check-fields';
import type { Contact } from '../contact';
import { listsOf } from '../lists/memberships';
import { checkTag, tagsOf } from '../lists/tags';
import { changedContact } from './changed-contact';
import { changesBetween } from './changes-between';

/** Several changes of one contact that belong together. */
export interface ContactUpdate {
  readonly fields: ContactFields;
  /** By name; null takes one away. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  readonly joinLists: readonly NamedList[];
  readonly leaveLists: readonly NamedList[];
}

export interface NamedList {
  readonly id: string;
  readonly name: string;
}

export interface ForeseenUpdate {
  readonly contact: Contact;
  /** In words: `locale`, `attributes.tier`, `tag +vip`, `list -Sleepers`. */
  readonly changed: string[];
}

/**
 * What an update will make of a contact, without making it.
 * @throws CONTACT_INVALID, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE_INVALID, TAG_INVALID
 */
export async function foreseeUpdate(
  queries: Queries,
  contact: Contact,
  update: ContactUpdate,
  attributes: readonly Attribute[],
): Promise<ForeseenUpdate> {
  const after = changedContact(contact, { ...update.fields, attributes: update.attributes }, attributes);
  const { attributes: values = {}, ...fields } = changesBetween(contact, after);
  const tags = new Set(await tagsOf(queries, contact.id));
  const lists = new Set((await listsOf(queries, contact.id)).map(({ id }) => id));
  const added = update.addTags.map(checkTag).filter((tag) => !tags.has(tag));
  const removed = update.removeTags.map(checkTag).filter((tag) => tags.has(tag));
  const joined = update.joinLists.filter(({ id }) => !lists.has(id));
  const left = update.leaveLists.filter(({ id }) => lists.has(id));
  const changed = [
    ...Object.keys(fields),
    ...Object.keys(values).map((name) => `attributes.${name}`),
    ...added.map((tag) => `tag +${tag}`),
    ...removed.map((tag) => `tag -${tag}`),
    ...joined.map(({ name }) => `list +${name}`),
    ...left.map(({ name }) => `list -${name}`),
  ];
  return { contact: after, changed };
}
