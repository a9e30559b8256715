import { textIn, type JsonObject } from '../http';
import type { OptOutUpdate } from '../provider-callback';
import { instantIn, objectsIn, phoneOf } from './read-meta-values';

const KINDS: Readonly<Record<string, OptOutUpdate['kind']>> = { stop: 'optOut', resume: 'optIn' };

/** What people chose in WhatsApp about the advertisements of a business. */
export function readMetaPreferences(value: JsonObject, receivedAt: number): OptOutUpdate[] {
  return objectsIn(value, 'user_preferences').flatMap((preference): OptOutUpdate[] => {
    const word = textIn(preference, 'value');
    const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
    if (kind === undefined || textIn(preference, 'category') !== 'marketing_messages') return [];
    const number = textIn(preference, 'wa_id');
    const whatsappId = textIn(preference, 'user_id') || idBeside(number, value);
    const from = phoneOf(number) || whatsappId;
    if (from === '') return [];
    const at = instantIn(textIn(preference, 'timestamp'), receivedAt);
    // Meta gives no id; the same choice at the same second is the same one heard of twice.
    const id = `${from}:${word}:${textIn(preference, 'timestamp') || at}`;
    const who = { id, from, ...(whatsappId !== '' && { whatsappId }) };
    return [{ kind, ...who, scope: 'promotional', detail: textIn(preference, 'detail'), at }];
  });
}

function idBeside(number: string, value: JsonObject): string {
  const contacts = objectsIn(value, 'contacts');
  const same = contacts.find((contact) => number !== '' && textIn(contact, 'wa_id') === number);
  return textIn(same ?? (number === '' && contacts.length === 1 ? contacts[0] : undefined), 'user_id');
}
