import { createHmac } from 'node:crypto';

import { ProviderCallbacks, tellFailure } from '../../packages/runtime/src/callbacks';
import { AesCipher } from '../../packages/runtime/src/credentials';
import type { Database, entities } from '../../packages/runtime/src/db';
import {
  composeWhatsapp,
  insertMessage,
  MailboxProvider,
  MessageWriter,
  Outbox,
  SenderClients,
  SenderStore,
  TemplateFaults,
  type WhatsappRequest,
} from '../../packages/runtime/src/messages';
import { silentLogger } from '../../packages/runtime/src/shared';
import { startHttpServer, type HttpAnswer, type HttpCall } from './http-server';
import { openContacts } from './open-contacts';

export const APP_SECRET = 'app secret';
const PHONE_ID = '106540352242922';
const DAY = 86_400_000;

/** What Meta refuses a message with. */
export const refusal = (code: number): HttpAnswer => ({
  status: 400,
  body: { error: { message: 'no', code, error_data: { details: 'because' } } },
});

/**
 * A sender of WhatsApp messages whose provider is a server that plays Meta, with the outbox that hands messages over and
 * the callbacks that Meta makes.
 */
export async function startWhatsapp(database: Database) {
  const contacts = openContacts(database);
  const { clock, events, routed, changed } = contacts;
  const sent: Array<Record<string, unknown>> = [];
  const meta = { answer: (_call: HttpCall): HttpAnswer | undefined => undefined };
  const server = await startHttpServer((call) => {
    const answer = meta.answer(call);
    sent.push(JSON.parse(call.body) as Record<string, unknown>);
    return answer ?? { body: { messages: [{ id: `wamid.${sent.length}` }] } };
  });
  const cipher = new AesCipher('0'.repeat(32));
  const credentialOf = async () => ({});
  const publicUrl = 'https://shop.example';
  const senders = new SenderStore({ database, cipher, clock, credentialOf });
  const clients = new SenderClients({ database, cipher, clock, logger: silentLogger, credentialOf, publicUrl });
  const telling = { events, route: async (_tx: unknown, event: (typeof routed)[number]) => void routed.push(event) };
  const outbox = new Outbox({
    ...{ database, clock, clients, logger: silentLogger, random: () => 0.5 },
    provider: new MailboxProvider(),
    writer: new MessageWriter(),
    onFailed: (tx, message) => tellFailure(tx, message, { ...telling, changed }),
  });
  const callbacks = new ProviderCallbacks({
    ...{ ...telling, database, clock, changed },
    onQueued: () => undefined,
    pauseSender: (sender) => outbox.pauseSender(sender),
    settingsOf: (sender) => senders.settingsOf(sender),
  });
  const sender = await senders.create(1, {
    ...{ channel: 'whatsapp', provider: 'meta', name: 'Shop', address: '+97231234567', isDefault: true },
    settings: {
      ...{ accessToken: 'token', phoneNumberId: PHONE_ID, appSecret: APP_SECRET, verifyToken: 'our word' },
      baseUrl: server.url,
    },
  });

  async function tell(value: object, secret = APP_SECRET): Promise<void> {
    const metadata = { display_phone_number: '97231234567', phone_number_id: PHONE_ID };
    const rawBody = Buffer.from(
      JSON.stringify({ entry: [{ changes: [{ field: 'messages', value: { metadata, ...value } }] }] }),
    );
    await callbacks.receive(sender.id, sender.token, {
      method: 'POST',
      url: `${publicUrl}/hooks/messages/${sender.id}/${sender.token}`,
      headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}` },
      rawBody,
    });
  }
  // Contact 1 has agreed to promotions by WhatsApp.
  await database.write((tx) =>
    tx.run(
      `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at)
       VALUES (1, 'whatsapp', 'promotional', 1, 'granted', 'explicit', ?)`,
      [clock.now()],
    ),
  );
  const seconds = (at = clock.now()): string => String(Math.floor(at / 1_000));

  return {
    ...contacts,
    ...{ sender, senders, outbox, sent, meta, tell },
    faults: new TemplateFaults({ database, clock }),
    day: DAY,

    /** Writes a message and queues it, as a node does. */
    async send(changes: Partial<WhatsappRequest> = {}) {
      const composed = await composeWhatsapp(
        { queries: database, clock },
        { workspace: 1, contact: 1, contents: CONTENTS, purpose: 'promotional', data: {}, ...changes },
      );
      await database.write((tx) =>
        insertMessage(tx, composed.message, { execution: null, workflow: 'w', node: 'n', visit: 0, item: 0 }),
      );
      return composed;
    },
    drain: () => outbox.drain(),

    /** What became of a message. @param word sent, delivered, read, failed */
    status: (id: string, word: string, code?: number) =>
      tell({
        statuses: [
          {
            ...{ id, status: word, timestamp: seconds(), recipient_id: '972502345678' },
            ...(code !== undefined && { errors: [{ code, title: 'because' }] }),
          },
        ],
      }),

    /** Somebody writes. */
    reply: (text: string, { id = 'wamid.in', from = '972502345678', userId = '', at = clock.now() } = {}) =>
      tell({
        contacts: [{ ...(from !== '' && { wa_id: from }), ...(userId !== '' && { user_id: userId }) }],
        messages: [{ ...(from !== '' && { from }), id, timestamp: seconds(at), type: 'text', text: { body: text } }],
      }),

    async message(): Promise<entities.Message> {
      const [last] = await database.all<entities.Message>(
        `SELECT id, status, verdict, reason, delivery, error_code AS "errorCode", error, attempts, due_at AS "dueAt",
           provider_message_id AS "providerMessageId" FROM message ORDER BY created_at DESC, id LIMIT 1`,
      );
      if (!last) throw new Error('No message was written');
      return last;
    },
    told: () => routed.map(({ type }) => type),

    async close(): Promise<void> {
      await clients.close();
      await server.close();
    },
  };
}

export const CONTENTS: WhatsappRequest['contents'] = [
  { language: 'en', template: { name: 'cart', language: 'en_US', body: [{ text: '{{contact.firstName}}' }] } },
  {
    language: 'he',
    text: 'שלום {{contact.firstName}} & co',
    template: { name: 'cart', language: 'he', body: [{ text: '{{contact.firstName}}' }] },
  },
];
