import { consentsOf } from '../../../../packages/runtime/src/consent';
import { TABLES_OF_CONTACTS } from '../../../../packages/runtime/src/contacts';
import { DELETED_WITH_CONTACT } from '../../../../packages/runtime/src/contacts/erase/erase-contact';
import type { Database } from '../../../../packages/runtime/src/db';
import { databases, empty, untilAnotherWriteWaits } from '../../../support/databases';
import { openContacts } from '../../../support/open-contacts';

jest.setTimeout(120_000);

describe.each(databases())('merging contacts, on %s', (_name, open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => empty(database));
  afterAll(() => database.close());

  test('everything of a contact belongs to the survivor afterwards', async () => {
    const { writer, store, says, routed, events, clock } = openContacts(database);
    const { contact: anna } = await writer.upsert(1, { email: 'anna@shop.example', firstName: 'Anna' });
    const { contact: visitor } = await writer.upsert(1, { anonymousId: 'browser-1' });
    await database.write(async (tx) => {
      const payload = { event: { type: 'page.viewed', occurredAt: new Date(clock.now()).toISOString() } };
      const viewed = { workspace: 1, type: 'page.viewed', contact: visitor.id, shop: null, occurredAt: clock.now() };
      await events.append(tx, { ...viewed, dedupeKey: 'view', payload }, clock.now());
      await tx.run(`INSERT INTO list (id, workspace, name, created_at) VALUES ('news', 1, 'News', 0)`);
    });
    await writer.tag(1, visitor.id, ['curious']);
    await writer.join(1, visitor.id, 'news', 'form');
    await says(visitor.id, 'granted');

    await writer.merge(1, anna.id, visitor.id);
    const merged = await store.detail(1, anna.id);
    expect(merged).toMatchObject({ email: 'anna@shop.example', firstName: 'Anna', tags: ['curious'] });
    expect(merged.identities).toEqual([
      { kind: 'anonymous', value: 'browser-1' },
      { kind: 'email', value: 'anna@shop.example' },
    ]);
    expect(merged.lists).toMatchObject([{ id: 'news' }]);
    expect(merged.consents).toMatchObject([{ channel: 'email', status: 'granted' }]);
    expect((await events.list({ workspace: 1, limit: 100, contact: anna.id })).data.map(({ type }) => type)).toContain(
      'page.viewed',
    );
    // Whoever still knows the old id is led to the survivor.
    expect((await store.get(1, visitor.id)).id).toBe(anna.id);
    expect(routed.at(-1)).toMatchObject({
      type: 'contact.merged',
      contact: anna.id,
      payload: { merged: { id: visitor.id } },
    });
    await expect(writer.merge(1, anna.id, visitor.id)).rejects.toMatchObject({ code: 'CONTACT_MERGE_INVALID' });
    await expect(writer.merge(1, anna.id, 9_999_999)).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
  });

  test('a visitor who says who they are becomes that contact by themselves', async () => {
    const { writer, store } = openContacts(database);
    const { contact: anna } = await writer.upsert(1, { email: 'anna@shop.example' });
    const { contact: visitor } = await writer.upsert(1, { anonymousId: 'browser-1' });
    expect(visitor.id).not.toBe(anna.id);
    const { contact, isNew } = await writer.upsert(1, { email: 'anna@shop.example', anonymousId: 'browser-1' });
    expect([contact.id, isNew]).toEqual([anna.id, false]);
    expect((await store.get(1, visitor.id)).id).toBe(anna.id);
  });

  test('two known people never become one by themselves: the conflict is noted, the identity stays with its owner', async () => {
    const { writer, store } = openContacts(database);
    const { contact: anna } = await writer.upsert(1, { email: 'anna@shop.example', anonymousId: 'family-computer' });
    const { contact: ben } = await writer.upsert(1, { email: 'ben@shop.example', anonymousId: 'family-computer' });
    expect(ben.id).not.toBe(anna.id);
    expect((await store.detail(1, ben.id)).conflicts).toMatchObject([
      { kind: 'anonymous', value: 'family-computer', owner: anna.id },
    ]);
    expect((await store.detail(1, anna.id)).identities).toContainEqual({ kind: 'anonymous', value: 'family-computer' });
    // A person may decide otherwise.
    await writer.merge(1, anna.id, ben.id);
    const merged = await store.detail(1, anna.id);
    expect(merged.conflicts).toEqual([]);
    expect(merged.identities).toHaveLength(3);
  });

  test('a phone alone joins nobody who is known by more', async () => {
    const { writer } = openContacts(database);
    const { contact: dana } = await writer.upsert(1, { email: 'dana@shop.example', phone: '+972502345678' });
    const { contact: noam } = await writer.upsert(1, { email: 'noam@shop.example', phone: '+972502345678' });
    expect(noam.id).not.toBe(dana.id);
    expect(noam.phone).toBeNull();
    const { contact: caller } = await writer.upsert(1, { phone: '+972545678901' });
    const { contact: known } = await writer.upsert(1, { email: 'yael@shop.example', phone: '+972545678901' });
    expect(known.id).toBe(caller.id);
  });

  test('the same contacts merged in any order and direction end as the same contact', async () => {
    const results = new Set<string>();
    for (let round = 0; round < 12; round++) {
      await empty(database);
      results.add(JSON.stringify(await mergeInRandomOrder(round)));
    }
    expect(results.size).toBe(1);
  });

  /** Five contacts with overlapping facts, merged into one pair by pair. @returns what is left, without ids */
  async function mergeInRandomOrder(seed: number): Promise<object> {
    const random = generator(seed);
    const { writer, store, clock, says } = openContacts(database);
    const begin = clock.time;
    await database.write((tx) =>
      tx.run(
        `INSERT INTO attribute (workspace, name, type, created_at) VALUES (1, 'size', 'text', 0), (1, 'pet', 'text', 0)`,
      ),
    );
    const people = [
      { at: 5, request: { email: 'a@shop.example', firstName: 'A', country: 'IL', attributes: { size: 'S' } } },
      { at: 1, request: { email: 'b@shop.example', lastName: 'B', attributes: { size: 'M', pet: 'cat' } } },
      { at: 3, request: { email: 'c@shop.example', firstName: 'C', lastName: 'C', attributes: { pet: 'dog' } } },
      { at: 3, request: { phone: '+972502345678', firstName: 'D', attributes: { size: 'L' } } },
      { at: 9, request: { anonymousId: 'e', locale: 'he' } },
    ] as const;
    let ids: number[] = [];
    for (const { at, request } of people) {
      clock.time = begin + at;
      ids.push((await writer.upsert(1, request)).contact.id);
    }
    const [a, b, c, d] = ids as [number, number, number, number];
    clock.time = begin + 10;
    await writer.patch(1, b, { firstName: 'Later', attributes: { size: 'XL' } });
    await says(a, 'granted', { at: begin + 11 });
    await says(b, 'withdrawn', { at: begin + 2 });
    await says(c, 'pending', { at: begin + 12, basis: 'double_opt_in' });
    await says(d, 'granted', { at: begin + 4, channel: 'sms' });
    await writer.tag(1, a, ['x']);
    clock.time = begin + 20;
    await writer.tag(1, c, ['x', 'y']);

    while (ids.length > 1) {
      const into = ids.splice(Math.floor(random() * ids.length), 1)[0] ?? 0;
      const from = ids.splice(Math.floor(random() * ids.length), 1)[0] ?? 0;
      await writer.merge(1, into, from);
      ids = [...ids, into];
    }
    const { id: _id, conflicts: _conflicts, updatedAt: _updatedAt, ...rest } = await store.detail(1, ids[0] ?? 0);
    const tags = await database.all('SELECT tag, added_at FROM contact_tag ORDER BY tag');
    return { ...rest, attributes: Object.entries(rest.attributes).sort(), tags };
  }

  test('of two consents the stricter one counts, and the ledger says why', async () => {
    const { writer, says } = openContacts(database);
    const { contact: anna } = await writer.upsert(1, { email: 'anna@shop.example' });
    const { contact: old } = await writer.upsert(1, { email: 'anna@old.example' });
    await says(anna.id, 'granted');
    await says(old.id, 'withdrawn');
    await writer.merge(1, anna.id, old.id);
    expect(await consentsOf(database, anna.id)).toMatchObject([{ status: 'withdrawn' }]);
    const sources = await database.all('SELECT source FROM consent_entry WHERE contact = ? ORDER BY id', [anna.id]);
    expect(sources).toHaveLength(3);
    expect(sources.at(-1)).toEqual({ source: 'merge' });
  });

  test('an order that comes in while its contact is merged belongs to the survivor', async () => {
    const { writer, publish } = openContacts(database);
    const { contact: anna } = await writer.upsert(1, { email: 'anna@shop.example' });
    const { contact: visitor } = await writer.upsert(1, { anonymousId: 'browser-1' });
    let merging: Promise<unknown> | undefined;
    await database.write(async (tx) => {
      await tx.lockContact(visitor.id);
      merging = writer.merge(1, anna.id, visitor.id);
      await untilAnotherWriteWaits(database);
      await publish(tx, { workspace: 1, type: 'page.viewed', contact: visitor.id, payload: {} });
    });
    await merging;
    expect(await database.all('SELECT contact FROM event WHERE type = ?', ['page.viewed'])).toEqual([
      { contact: anna.id },
    ]);
  });

  test('no table with rows of contacts is forgotten, nor by an erasing', async () => {
    const tables = await tablesOfContacts();
    expect([...TABLES_OF_CONTACTS].sort()).toEqual(tables);
    const kept = ['coupon', 'event', 'execution', 'orders']; // what it does with these stands by itself
    expect([...DELETED_WITH_CONTACT, ...kept].sort()).toEqual(tables);
  });

  async function tablesOfContacts(): Promise<string[]> {
    const sql =
      database.dialect === 'sqlite'
        ? `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'contact'`
        : `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'contact'`;
    return (await database.all<{ name: string }>(sql)).map(({ name }) => name).sort();
  }
});

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
