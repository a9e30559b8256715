import { AesCipher } from '../../packages/runtime/src/credentials';
import { entities, type Database } from '../../packages/runtime/src/db';
import {
  Arbiter,
  BrowserMessages,
  composeOnsite,
  composePush,
  ExpireOnsite,
  insertMessage,
  MailboxProvider,
  MessageWriter,
  Outbox,
  PushDevices,
  PushSenders,
  SenderClients,
  SenderStore,
  type OnsiteRequest,
  type PushRequest,
} from '../../packages/runtime/src/messages';
import { silentLogger, TokenSigner } from '../../packages/runtime/src/shared';
import { Reactions } from '../../packages/runtime/src/tracking';
import { openContacts } from './open-contacts';
import { startPushService } from './push-service';

export const BROWSER = 'a-browser-of-annas';

/** Messages in browsers, with a push service that decrypts what it gets. */
export async function startBrowsers(database: Database) {
  const contacts = openContacts(database);
  const { clock, events, routed } = contacts;
  const service = await startPushService();
  const cipher = new AesCipher('0'.repeat(32));
  const credentialOf = async () => ({});
  const tell = async (tx: Parameters<typeof events.append>[0], event: Parameters<typeof events.append>[1]) => {
    const stored = await events.append(tx, event, clock.now());
    if (stored) routed.push(stored);
  };
  const reactions = new Reactions({ database, clock, tell, signer: new TokenSigner('secret') });
  const devices = new PushDevices({ database, clock, services: [service.url] });
  const clients = new SenderClients({
    ...{ database, cipher, clock, logger: silentLogger, credentialOf, publicUrl: 'https://shop.example' },
    forgetDevices: (ids) => devices.forget(ids),
  });
  const arbiter = new Arbiter({
    clock,
    journeys: { standing: async () => undefined, priorityOf: async () => 50 },
  });
  const outbox = new Outbox({
    ...{ database, clock, clients, arbiter, logger: silentLogger, random: () => 0.5 },
    provider: new MailboxProvider(),
    writer: new MessageWriter(),
    reactionToken: (message) => reactions.tokenOf(message),
  });
  let item = 0;

  return {
    ...contacts,
    ...{ service, devices, outbox, reactions },
    senders: new SenderStore({ database, cipher, clock, credentialOf }),
    pushSenders: new PushSenders({ database, cipher, clock, subject: 'mailto:shop@shop.example' }),
    messages: new BrowserMessages({ database, clock, arbiter, onSent: async () => undefined }),
    expiry: new ExpireOnsite({ database, clock, logger: silentLogger }),

    /** A browser says whose it is; with `proven` the shop's server says so, too. */
    async link(anonymousId = BROWSER, { contact = 1, isProven = false } = {}) {
      await database.write((tx) =>
        tx.run(
          `INSERT INTO contact_identity (workspace, contact, kind, value, created_at, proven_at) VALUES (1, ?, 'anonymous', ?, ?, ?)`,
          [contact, anonymousId, clock.now(), isProven ? clock.now() : null],
        ),
      );
    },

    /** A browser takes push messages. */
    async subscribe(name: string, anonymousId = BROWSER) {
      const { endpoint, keys } = service.subscribe(name);
      await devices.keep({ workspace: 1, site: 'site', anonymousId, endpoint, ...keys, asked: 'May we?' });
      return endpoint;
    },

    async push(changes: Partial<PushRequest> = {}) {
      const contents = [
        { language: 'en', title: 'Hello {{contact.firstName}}', text: '{{offer}}', url: 'https://shop.example/x' },
      ];
      const composed = await composePush(
        { queries: database, clock },
        { workspace: 1, contact: 1, contents, purpose: 'promotional', data: { offer: '10 % off' }, ...changes },
      );
      const origin = { execution: null, workflow: null, node: null, visit: 0, item: item++ };
      await database.write((tx) => insertMessage(tx, composed.message, origin));
      return composed;
    },

    async onsite(changes: Partial<OnsiteRequest> = {}) {
      const contents = [{ language: 'en', title: 'Hello {{default contact.firstName "you"}}' }];
      const composed = await composeOnsite(
        { queries: database, clock },
        {
          ...{ workspace: 1, contact: 1, contents, purpose: 'promotional', data: {}, step: 'a step' },
          ...{ kind: 'popup', moment: 'now', ...changes },
        },
      );
      const origin = { execution: null, workflow: null, node: null, visit: 0, item: item++ };
      await database.write((tx) => insertMessage(tx, composed.message, origin));
      return composed;
    },

    async message(id: string): Promise<entities.Message> {
      const message = await database.orm.findOneBy(entities.Message, { id });
      if (!message) throw new Error('There is no such message');
      return message;
    },
    told: () => routed.map(({ type }) => type),

    async close(): Promise<void> {
      expect(service.errors).toEqual([]);
      await clients.close();
      await service.close();
    },
  };
}
