import { TokenSigner } from '../../../packages/runtime/src/shared';
import { ConsentLinks } from '../../../packages/runtime/src/consent';
import { databaseSettings } from '../../support/databases';
import { done, onEvents } from '../../support/journey';
import { startTracking, type Tracking } from './start-tracking';

jest.setTimeout(120_000);

const ONE_CLICK = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Mailbox provider' };

describe.each(databaseSettings())('leaving, on %s', (_name, makeSettings) => {
  let tracking: Tracking;
  beforeEach(async () => {
    tracking = await startTracking(await makeSettings());
  });
  afterEach(async () => await tracking.finish());

  const consentsOf = async (contact: number) => {
    const { body } = await tracking.api('GET', `/contacts/${contact}/consents`);
    const { consents, ledger } = body as { consents: any[]; ledger: any[] };
    return { states: consents.map(({ channel, purpose, status }) => `${channel} ${purpose} ${status}`), ledger };
  };

  test('a mail program leaves for its reader in one click, and journeys hear of it', async () => {
    const { reader, journey, receive, ask, activate, settle, roundsOf, api, engagementOf } = tracking;
    const farewell = await activate([onEvents('consent.withdrawn'), done]);
    const workflow = await journey();
    const anna = await reader('anna@example.com');
    await api('POST', `/contacts/${anna}/consents`, { channel: 'sms', status: 'granted' });
    const { id, unsubscribe, mail } = await receive(anna);
    const head = mail.headerLines.map(({ line }) => line);
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(head).toContain(`Feedback-ID: ${workflow}:1:promotional:aftercart`);

    const body = 'List-Unsubscribe=One-Click';
    const answer = await ask(unsubscribe, { method: 'POST', headers: ONE_CLICK, body });
    expect([answer.status, answer.headers.get('set-cookie'), answer.headers.get('location')]).toEqual([
      200,
      null,
      null,
    ]);
    await settle();
    const { states, ledger } = await consentsOf(anna);
    expect(states).toEqual(['email promotional withdrawn', 'sms promotional granted']);
    expect(ledger.at(-1)).toMatchObject({
      source: 'unsubscribe',
      proof: { message: id, userAgent: 'Mailbox provider' },
    });
    expect(await roundsOf(farewell)).toEqual(['success at Done']);
    expect(await engagementOf(id)).toEqual({ 'unsubscribe human': 1 });

    // Once more is nothing more; who comes back can leave by the same mail again.
    await ask(unsubscribe, { method: 'POST', headers: ONE_CLICK, body });
    expect((await consentsOf(anna)).ledger).toHaveLength(ledger.length);
    await api('POST', `/contacts/${anna}/consents`, { channel: 'email', status: 'granted' });
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await ask(unsubscribe, { method: 'POST', body: form })).status).toBe(200);
    expect((await consentsOf(anna)).states).toContain('email promotional withdrawn');
  });

  test('looking changes nothing, however often and by whomever', async () => {
    const { reader, journey, receive, ask } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const { unsubscribe } = await receive(anna);
    const before = await consentsOf(anna);
    for (const method of ['GET', 'HEAD'])
      for (const lang of ['', '?lang=en', '?lang=he', '?lang=ar']) {
        const answer = await ask(unsubscribe + lang, { method });
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
        expect(await answer.text()).not.toContain('anna@');
      }
    expect(await consentsOf(anna)).toEqual(before);
  });

  test('a contact who was merged leaves as the one that they are part of', async () => {
    const { reader, journey, receive, ask, writer } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const { unsubscribe } = await receive(anna);
    const other = await reader('anna@work.example');
    await writer.merge(1, other, anna);
    expect((await ask(unsubscribe, { method: 'POST', headers: ONE_CLICK })).status).toBe(200);
    expect((await consentsOf(other)).states).toEqual(['email promotional withdrawn']);
  });

  test('a link that somebody made up, or that is for something else, opens nothing', async () => {
    const { reader, journey, receive, ask } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const { unsubscribe, addresses } = await receive(anna);
    const before = await consentsOf(anna);
    const claim = { workspace: 1, contact: anna, channel: 'email', purpose: 'promotional', message: 'x' } as const;
    const preferences = addresses.find((address) => address.includes('/preferences/'))!;
    const forged = [
      new ConsentLinks(new TokenSigner('somebody else'), '').unsubscribe(claim),
      unsubscribe.slice(0, -1),
      `/u/${preferences.slice(preferences.lastIndexOf('/') + 1)}`,
      '/u/x',
      `/u/${'x'.repeat(400)}.y`,
    ];
    for (const path of forged)
      for (const method of ['GET', 'POST']) expect((await ask(path, { method })).status).toBe(404);
    expect(await consentsOf(anna)).toEqual(before);
  });
});
