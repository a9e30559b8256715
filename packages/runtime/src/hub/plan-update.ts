import type { Consents } from '../consent';
import {
  attributesOf,
  contactSnapshot,
  findListCalled,
  readText,
  type Attribute,
  type AttributeStore,
  type ContactUpdate,
  type ContactWriter,
  type ForeseenUpdate,
  type ListStore,
  type NamedList,
} from '../contacts';
import type { Queries } from '../db';
import { CodedUserError } from '../shared';
import type { AttributeChange, ContactUpdateReceipt, ContactUpdateRequest } from './hub-requests';

/** Contacts, and what they consist of. */
export interface People {
  readonly writer: Pick<ContactWriter, 'foresee' | 'update' | 'updateIn'>;
  readonly attributes: Pick<AttributeStore, 'ensure'>;
  readonly lists: Pick<ListStore, 'create'>;
  readonly consents: Pick<Consents, 'foresee' | 'keepIn' | 'record'>;
}

interface Planning {
  readonly queries: Queries;
  readonly workspace: number;
  readonly people: Pick<People, 'attributes' | 'lists'>;
}

/**
 * An update as a node asks for it, in terms of what there is: lists found by name, texts read as values. Makes the custom
 * fields and lists that are missing, where it may.
 * @throws ATTRIBUTE_VALUE_INVALID, ATTRIBUTE_INVALID, ATTRIBUTE_EXISTS, LIST_NOT_FOUND
 */
export async function planUpdate(planning: Planning, request: ContactUpdateRequest): Promise<ContactUpdate> {
  const { queries, workspace } = planning;
  const { fields, addTags, removeTags } = request;
  const attributes = await readAttributes(planning, request);
  const joinLists: NamedList[] = [];
  for (const called of request.joinLists) joinLists.push(await listToJoin(planning, called, request.createMissing));
  const leaveLists: NamedList[] = [];
  for (const called of request.leaveLists) {
    // Who is to leave a list that is not there is not in it.
    const list = await findListCalled(queries, workspace, called);
    if (list) leaveLists.push(list);
  }
  return { fields, attributes, addTags, removeTags, joinLists, leaveLists };
}

/** As nodes see who the contact is now. */
export function updateReceipt({ contact, changed }: ForeseenUpdate): ContactUpdateReceipt {
  return { contact: { ...contactSnapshot(contact), attributes: contact.attributes }, changed };
}

async function readAttributes(
  { queries, workspace, people }: Planning,
  { attributes: changes, createMissing }: ContactUpdateRequest,
): Promise<Record<string, unknown>> {
  if (changes.length === 0) return {};
  let defined = await attributesOf(queries, workspace);
  const missing = changes.filter(({ name }) => !defined.some((each) => each.name === name));
  if (createMissing && missing.length > 0) {
    await people.attributes.ensure(
      workspace,
      missing.map(({ name, type }) => ({ name, type })),
    );
    defined = await attributesOf(queries, workspace);
  }
  return Object.fromEntries(changes.map(({ name, value }) => [name, valueOf(defined, name, value)]));
}

/** Whether the field is known is seen to when the contact is changed. */
function valueOf(defined: readonly Attribute[], name: string, value: AttributeChange['value']): unknown {
  const attribute = defined.find((each) => each.name === name);
  if (!attribute || value === null) return value;
  if (attribute.type === 'text' || attribute.type === 'enum') return readText(attribute, String(value));
  return typeof value === 'string' ? readText(attribute, value) : value;
}

async function listToJoin({ queries, workspace, people }: Planning, called: string, mayMake: boolean) {
  const found = await findListCalled(queries, workspace, called);
  if (found) return found;
  if (!mayMake) {
    const message = `There is no list "${called}". Make it, or let the node create it.`;
    throw new CodedUserError('LIST_NOT_FOUND', message, { list: called });
  }
  try {
    return await people.lists.create(workspace, called);
  } catch (error) {
    // Another execution may have been faster.
    const made = await findListCalled(queries, workspace, called);
    if (made) return made;
    throw error;
  }
}
