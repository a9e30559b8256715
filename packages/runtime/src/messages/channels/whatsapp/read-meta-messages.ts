import { objectIn, textIn, type JsonObject } from '../http';
import type { ReplyUpdate } from '../provider-callback';
import { instantIn, objectsIn, phoneOf } from './read-meta-values';

/** What WhatsApp says by itself, of a number that changed for example: nobody wrote it. */
const NOT_WRITTEN = new Set(['system', 'unsupported', '']);

/** What people write to the sender; a picture or a place is a reply without words. */
export function readMetaMessages(value: JsonObject, receivedAt: number): ReplyUpdate[] {
  const to = phoneOf(textIn(objectIn(value, 'metadata'), 'display_phone_number').replace(/\D/g, ''));
  return objectsIn(value, 'messages').flatMap((message) => {
    const [id, type] = [textIn(message, 'id'), textIn(message, 'type')];
    const whatsappId = idOf(message, value);
    const from = phoneOf(textIn(message, 'from')) || whatsappId;
    if (id === '' || from === '' || NOT_WRITTEN.has(type)) return [];
    const at = instantIn(textIn(message, 'timestamp'), receivedAt);
    const who = { from, ...(whatsappId !== '' && { whatsappId }), to };
    return [{ kind: 'reply' as const, id, ...who, text: wordsIn(message, type), at }];
  });
}

/** What WhatsApp calls the writer: beside the message, or in the list of those whom the call is about. */
function idOf(message: JsonObject, value: JsonObject): string {
  const own = textIn(message, 'from_user_id');
  if (own !== '') return own;
  const contacts = objectsIn(value, 'contacts');
  const number = textIn(message, 'from');
  const writer = contacts.find((contact) => number !== '' && textIn(contact, 'wa_id') === number);
  // Without a number there is nothing to match by: one contact alone is the writer.
  return textIn(writer ?? (number === '' && contacts.length === 1 ? contacts[0] : undefined), 'user_id');
}

function wordsIn(message: JsonObject, type: string): string {
  const content = objectIn(message, type);
  if (type === 'interactive') {
    return textIn(objectIn(content, 'button_reply') ?? objectIn(content, 'list_reply'), 'title');
  }
  return textIn(content, 'body') || textIn(content, 'text') || textIn(content, 'caption') || textIn(content, 'emoji');
}
