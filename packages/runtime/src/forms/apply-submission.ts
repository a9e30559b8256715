import {
  attributesOf,
  checkValue,
  type Attribute,
  type AttributeValue,
  type Contact,
  type ContactRequest,
  type ContactWriter,
} from '../contacts';
import type { Transaction } from '../db';
import { isCoded } from '../shared';
import type { Form } from './form';
import type { Submission } from './submission-row';

/**
 * What was answered becomes what is known of the contact, who joins the lists and gets the tags of the form. Custom
 * fields, choices and lists that were deleted since the answer are left out.
 * @returns the contact as they are now
 */
export async function applySubmission(
  tx: Transaction,
  {
    form,
    submission,
    writer,
    attributes: defined,
  }: {
    readonly form: Form;
    readonly submission: Submission;
    readonly writer: ContactWriter;
    /** The custom fields, where they were read in this transaction already. */
    readonly attributes?: readonly Attribute[];
  },
): Promise<Contact> {
  const { workspace, id } = form;
  const { attributes: answered = {}, ...fields } = submission.answers;
  const attributes = defined ?? (await attributesOf(tx, workspace));
  const request: ContactRequest = { ...fields, attributes: stillValid(answered, attributes) };
  // A phone number that somebody typed proves nothing: by it nobody becomes part of somebody else.
  const { contact } = await writer.upsertIn(tx, workspace, request, { joins: false, attributes });
  const lists = await tx.all<{ id: string }>('SELECT id FROM list WHERE workspace = ?', [workspace]);
  const known = new Set(lists.map((list) => list.id));
  for (const list of form.lists.filter((each) => known.has(each))) await writer.joinIn(tx, contact, list, `form:${id}`);
  await writer.tagIn(tx, contact, form.tags);
  return contact;
}

function stillValid(
  answered: Readonly<Record<string, AttributeValue>>,
  attributes: readonly Attribute[],
): Record<string, AttributeValue> {
  const kept = Object.entries(answered).filter(([name, value]) => {
    const attribute = attributes.find((each) => each.name === name);
    if (!attribute) return false;
    try {
      checkValue(attribute, value);
      return true;
    } catch (error) {
      if (!isCoded(error) || error.code !== 'ATTRIBUTE_VALUE_INVALID') throw error;
      return false;
    }
  });
  return Object.fromEntries(kept);
}
