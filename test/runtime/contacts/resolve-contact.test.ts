import {
  ContactStore,
  resolveContact,
  type Contact,
  type ContactSighting,
} from '../../../packages/runtime/src/contacts';
import type { Database } from '../../../packages/runtime/src/db';
import { databases, empty, untilAnotherWriteWaits } from '../../support/databases';

jest.setTimeout(60_000);

describe.each(databases())('recognising a contact, on %s', (_name, open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => empty(database));
  afterAll(() => database.close());

  const NOW = Date.parse('2026-11-22T12:00:00Z');
  const resolve = (sighting: Omit<ContactSighting, 'workspace' | 'now'> & { workspace?: number; now?: number }) =>
    database.write((tx) => resolveContact(tx, { workspace: 1, now: NOW, ...sighting }));
  const account = (customerId: string, id = 'shop1') => ({ id, customerId });
  const identities = ({ id }: Contact) =>
    database
      .all<{ kind: string; value: string }>(
        'SELECT kind, value FROM contact_identity WHERE contact = ? ORDER BY kind',
        [id],
      )
      .then((rows) => rows.map(({ kind, value }) => `${kind} ${value}`));
  const countContacts = async () => (await database.all('SELECT id FROM contact')).length;

  test('somebody new is created with all that is known', async () => {
    const anna = await resolve({
      shop: account('7'),
      traits: {
        email: ' Anna@Shop.Example ',
        phone: '050-123 4567',
        firstName: 'Anna',
        lastName: ' Levi',
        country: 'il',
        locale: 'he',
      },
    });
    expect(anna).toMatchObject({
      workspace: 1,
      email: 'anna@shop.example',
      phone: '+972501234567',
      firstName: 'Anna',
      lastName: 'Levi',
      country: 'IL',
      locale: 'he',
      timeZone: 'Asia/Jerusalem',
      attributes: {},
      createdAt: NOW,
      updatedAt: NOW,
    });
    expect(await identities(anna)).toEqual(['email anna@shop.example', 'phone +972501234567', 'shop_customer shop1:7']);
    expect(await new ContactStore(database).get(1, anna.id)).toEqual(anna);
  });

  test('the same person is found again by account, by e-mail, by phone', async () => {
    const anna = await resolve({ shop: account('7'), traits: { email: 'anna@shop.example', phone: '+972501234567' } });
    expect((await resolve({ shop: account('7'), traits: { email: 'other@shop.example' } })).id).toBe(anna.id);
    expect((await resolve({ traits: { email: 'ANNA@shop.example' } })).id).toBe(anna.id);
    expect((await resolve({ traits: { phone: '050 1234567', country: 'IL' } })).id).toBe(anna.id);
    expect(await countContacts()).toBe(1);
  });

  test('a guest who registers stays the same person', async () => {
    const guest = await resolve({ traits: { email: 'anna@shop.example' } });
    const registered = await resolve({ shop: account('7'), traits: { email: 'anna@shop.example' } });
    expect(registered.id).toBe(guest.id);
    expect(await identities(guest)).toContain('shop_customer shop1:7');
  });

  test('a person has an account at each of several shops', async () => {
    const anna = await resolve({ shop: account('7'), traits: { email: 'anna@shop.example' } });
    const elsewhere = await resolve({ shop: account('7', 'shop2'), traits: { email: 'anna@shop.example' } });
    expect(elsewhere.id).toBe(anna.id);
  });

  test('two known people stay two when one orders with the address of the other', async () => {
    const anna = await resolve({ shop: account('7'), traits: { email: 'anna@shop.example' } });
    const ben = await resolve({ shop: account('8'), traits: { email: 'ben@shop.example' } });
    const ordering = await resolve({ shop: account('7'), traits: { email: 'ben@shop.example', firstName: 'Anna' } });
    expect(ordering).toMatchObject({ id: anna.id, email: 'anna@shop.example' });
    expect(await identities(ben)).toContain('email ben@shop.example');
    expect(await countContacts()).toBe(2);
  });

  test('a new account that orders with the address of another account is somebody else', async () => {
    const anna = await resolve({ shop: account('7'), traits: { email: 'anna@shop.example' } });
    const other = await resolve({ shop: account('9'), traits: { email: 'anna@shop.example' } });
    expect(other.id).not.toBe(anna.id);
    expect(other.email).toBeNull();
    expect((await resolve({ shop: account('9'), traits: { email: 'anna@shop.example' } })).id).toBe(other.id);
  });

  test('a family with one phone is several people', async () => {
    const anna = await resolve({ traits: { email: 'anna@shop.example', phone: '+972501234567' } });
    const ben = await resolve({ traits: { email: 'ben@shop.example', phone: '+972501234567' } });
    expect(ben.id).not.toBe(anna.id);
    expect(ben.phone).toBeNull();
  });

  test.each([['-'], ['call me'], ['+++'], ['0'], ['1'.repeat(400)], ['+43 316 1']])(
    'a phone number that is none (%s) is left out',
    async (phone) => {
      const anna = await resolve({ traits: { email: 'anna@shop.example', phone, country: 'AT' } });
      expect(anna.phone).toBeNull();
      expect(await identities(anna)).toEqual(['email anna@shop.example']);
    },
  );

  test('empty fields are filled in, names are kept up to date, nothing is emptied', async () => {
    await resolve({ traits: { email: 'anna@shop.example', firstName: 'Anna', country: 'AT', locale: 'de' } });
    const later = await resolve({
      now: NOW + 1000,
      traits: {
        email: 'anna@shop.example',
        firstName: '',
        lastName: 'Maier',
        country: 'IL',
        locale: 'he',
        phone: '+972501234567',
      },
    });
    expect(later).toMatchObject({
      firstName: 'Anna',
      lastName: 'Maier',
      country: 'AT',
      timeZone: 'Europe/Vienna',
      locale: 'de',
      phone: '+972501234567',
      updatedAt: NOW + 1000,
    });
    const again = await resolve({ now: NOW + 2000, traits: { email: 'anna@shop.example', lastName: 'Maier' } });
    expect(again.updatedAt).toBe(NOW + 1000);
  });

  test('a language that the person chose replaces one that was guessed', async () => {
    await resolve({ traits: { email: 'anna@shop.example', locale: 'he' } });
    expect((await resolve({ traits: { email: 'anna@shop.example', language: 'ar', locale: 'ar' } })).locale).toBe('ar');
    expect((await resolve({ traits: { email: 'anna@shop.example', locale: 'he' } })).locale).toBe('ar');
  });

  test("the account's own address replaces the one that messages go to, unless it is somebody else's", async () => {
    const anna = await resolve({ shop: account('7'), traits: { email: 'anna@shop.example' } });
    await resolve({ traits: { email: 'ben@shop.example' } });
    const moved = await resolve({ shop: account('7'), traits: { email: 'anna@new.example', isAccountEmail: true } });
    expect(moved).toMatchObject({ id: anna.id, email: 'anna@new.example' });
    const taken = await resolve({ shop: account('7'), traits: { email: 'ben@shop.example', isAccountEmail: true } });
    expect(taken).toMatchObject({ id: anna.id, email: 'anna@new.example' });
  });

  test('workspaces do not know each other', async () => {
    const here = await resolve({ traits: { email: 'anna@shop.example' } });
    const there = await resolve({ workspace: 2, traits: { email: 'anna@shop.example' } });
    expect(there.id).not.toBe(here.id);
  });

  test('many orders of one new person at the same moment make one contact', async () => {
    const sightings: Parameters<typeof resolve>[0][] = Array.from({ length: 12 }, (_, index) => ({
      ...(index % 3 === 0 ? { shop: account('7') } : {}),
      traits: { email: 'anna@shop.example', phone: '+972501234567', firstName: `Anna ${index}` },
    }));
    const contacts = await Promise.all(sightings.map(resolve));
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(1);
    expect(await countContacts()).toBe(1);
  });

  test.each([
    ['guests', undefined, undefined],
    ['a guest and an account', undefined, account('7')],
    ['an account and a guest', account('7'), undefined],
  ])('%s with one new address that meet are one contact', async (_who, first, second) => {
    const traits = { email: 'anna@shop.example', phone: '+972501234567' };
    let one: Promise<Contact> | undefined;
    await new Promise<void>((isCreated) => {
      one = database.write(async (tx) => {
        const contact = await resolveContact(tx, { workspace: 1, now: NOW, shop: first, traits });
        isCreated();
        await untilAnotherWriteWaits(database);
        return contact;
      });
    });
    const other = resolve({ shop: second, traits });
    const contact = await one!;
    expect((await other).id).toBe(contact.id);
    expect(await countContacts()).toBe(1);
    expect(await identities(contact)).toHaveLength(first || second ? 3 : 2);
  });

  test('contacts are listed newest first, page by page, and found by address', async () => {
    const store = new ContactStore(database);
    for (const name of ['a', 'b', 'c']) await resolve({ traits: { email: `${name}@shop.example` } });
    const first = await store.list({ workspace: 1, limit: 2 });
    expect(first.data.map(({ email }) => email)).toEqual(['c@shop.example', 'b@shop.example']);
    const second = await store.list({ workspace: 1, limit: 2, cursor: first.nextCursor! });
    expect(second.data.map(({ email }) => email)).toEqual(['a@shop.example']);
    expect(second.nextCursor).toBeNull();
    expect((await store.findByEmail(1, ' B@shop.example'))?.email).toBe('b@shop.example');
    expect(await store.findByEmail(1, 'nobody')).toBeUndefined();
    await expect(store.get(1, 123_456)).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    await expect(store.get(2, first.data[0]!.id)).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
  });
});
