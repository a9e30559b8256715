import { minutes, seconds, TokenSigner } from '../../../packages/runtime/src/shared';
import { TrackingLinks } from '../../../packages/runtime/src/tracking';
import { databaseSettings } from '../../support/databases';
import { done, waitFor } from '../../support/journey';
import { outputOf } from '../../support/start-engine';
import { BODY, offer, PHONE, startTracking, type Tracking } from './start-tracking';

jest.setTimeout(120_000);

describe.each(databaseSettings())('readers of mails, on %s', (_name, makeSettings) => {
  let tracking: Tracking;
  beforeEach(async () => {
    tracking = await startTracking(await makeSettings());
  });
  afterEach(async () => await tracking.finish());

  const consentOf = async (contact: number) => {
    const { body } = await tracking.api('GET', `/contacts/${contact}/consents`);
    return body as { consents: Array<{ status: string }>; ledger: unknown[] };
  };

  /** The contacts of whom a segment would say that they opened, or clicked. */
  const whoHas = async (what: 'opened' | 'clicked'): Promise<number[]> => {
    const rule = { message: what, operator: 'atLeast', value: 1 };
    return ((await tracking.api('POST', '/segments/preview', { rule })).body as { contacts: number[] }).contacts;
  };

  test('a reader who opens a mail and follows a link is led to it, and the journey hears of it', async () => {
    const { reader, journey, receive, ask, judged, engagementOf, toldOf, roundsOf } = tracking;
    const workflow = await journey(offer(BODY), waitFor('message.clicked'), done);
    const anna = await reader('anna@example.com');
    const { id, links, picture, html, mail } = await receive(anna);

    expect((await ask(picture)).headers.get('content-type')).toBe('image/gif');
    expect(new Set(links).size).toBe(4);
    const answer = await ask(links[0]!);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/a?x=1&y=%D7%A9']);
    expect(answer.headers.get('set-cookie')).toBeNull();
    await judged();

    expect(await engagementOf(id)).toEqual({ 'open human': 1, 'click human': 1 });
    expect(await toldOf(anna)).toEqual([
      'message.opened human',
      'message.clicked human https://shop.example/a?x=1&y=%D7%A9',
    ]);
    expect(await roundsOf(workflow)).toEqual(['success at Done']);
    expect([await whoHas('opened'), await whoHas('clicked')]).toEqual([[anna], [anna]]);
    expect(html).toContain('href="mailto:help@shop.example"');
    expect(mail.text).toContain('https://shop.example/b#size');
    expect(mail.text).not.toContain('/c/');
    // What is stored leads where the author wrote: whoever looks at it here opens and follows nothing.
    const { body } = await tracking.api('GET', `/messages/${id}`);
    expect((body as { html: string }).html).not.toMatch(/\/[co]\//);
  });

  test('a scanner that fetches all there is changes nothing and is no person', async () => {
    const { reader, journey, receive, ask, judged, engagementOf, toldOf } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const before = await consentOf(anna);
    const { id, addresses, unsubscribe, links } = await receive(anna);
    const all = [...addresses.filter((address) => address.startsWith('http')), unsubscribe];
    expect(all.length).toBeGreaterThan(7);
    for (const method of ['HEAD', 'GET'])
      for (const address of all) {
        const answer = await ask(address, { method });
        expect([method, address, answer.status]).toEqual([
          method,
          address,
          links.includes(address) ? 302 : expect.any(Number),
        ]);
        expect(answer.status).toBeLessThan(400);
      }
    await judged();
    expect(await toldOf(anna)).toEqual([]);
    expect(await engagementOf(id)).toEqual({ 'open machine': 2, 'click bot': 12 });
    expect(await consentOf(anna)).toEqual(before);
    expect([await whoHas('opened'), await whoHas('clicked')]).toEqual([[], []]);
  });

  test('a scanner that passes for a browser and only gets links is found out by all of them, or by the one nobody sees', async () => {
    const { reader, journey, receive, ask, judged, engagementOf, toldOf } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const first = await receive(anna);
    for (const link of new Set(first.links)) expect((await ask(link)).status).toBe(302);
    await judged();
    expect(await engagementOf(first.id)).toEqual({ 'click bot': 4 });

    const second = await receive(anna);
    await ask(second.links[0]!);
    tracking.advanceOnly(seconds(3));
    expect((await ask(second.decoy!)).headers.get('location')).toBe('https://shop.example/a?x=1&y=%D7%A9');
    await judged();
    expect(await engagementOf(second.id)).toEqual({ 'click bot': 2 });
    expect(await toldOf(anna)).toEqual([]);

    // Later the reader comes, and counts.
    tracking.advanceOnly(minutes(1));
    await judged();
    await ask(first.links[1]!);
    await judged();
    expect(await toldOf(anna)).toEqual(['message.clicked human https://shop.example/b#size']);
  });

  test('a gateway that follows links while it takes the mail over is no person', async () => {
    const { reader, journey, receive, ask, judged, engagementOf, database } = tracking;
    await journey();
    const { id, links } = await receive(await reader('anna@example.com'));
    await database.write((tx) =>
      tx.run('UPDATE message SET sent_at = ? WHERE id = ?', [tracking.clock.now() - 1_000, id]),
    );
    await ask(links[0]!);
    await judged();
    expect(await engagementOf(id)).toEqual({ 'click bot': 1 });
  });

  test('a link that is fetched ten thousand times is a few rows and one event', async () => {
    const { reader, journey, receive, fetches, judged, toldOf, engagementOf, database } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const { id, links, picture } = await receive(anna);
    const token = (address: string): string => new URL(address).pathname.slice(3);
    const before = await database.all('SELECT id FROM event');
    for (let round = 0; round < 10_000; round += 1) {
      const fetch = { method: 'GET', userAgent: PHONE };
      expect(await fetches.clicked(token(links[0]!), fetch)).toBe('https://shop.example/a?x=1&y=%D7%A9');
      if (round % 10 === 0) await fetches.opened(token(picture), fetch);
      if (round % 100 === 0) tracking.advanceOnly(seconds(1));
    }
    await judged();
    expect(await engagementOf(id)).toEqual({ 'click human': 10_000, 'open human': 1_000 });
    expect(await database.all('SELECT message FROM message_click')).toHaveLength(1);
    expect(await toldOf(anna)).toHaveLength(2);
    expect(await database.all('SELECT id FROM event')).toHaveLength(before.length + 2);
  });

  test('visits of one mail have an end, whatever follows its links for how long', async () => {
    const { reader, journey, receive, fetches, judged, database } = tracking;
    await journey();
    const { links } = await receive(await reader('anna@example.com'));
    for (let round = 0; round < 130; round += 1) {
      await fetches.clicked(new URL(links[0]!).pathname.slice(3), { method: 'GET', userAgent: PHONE });
      tracking.advanceOnly(minutes(10));
    }
    await judged();
    expect((await database.all('SELECT message FROM message_click')).length).toBe(100);
  });

  test('a forged token leads nowhere and says nothing', async () => {
    const { reader, journey, receive, ask, judged, engagementOf } = tracking;
    await journey();
    const { id, links, picture } = await receive(await reader('anna@example.com'));
    const token = new URL(links[0]!).pathname.slice(3);
    const [payload = '', signature = ''] = token.split('.');
    const evil = Buffer.from(JSON.stringify([id, 0, 4, 'https://evil.example'])).toString('base64url');
    const others = new TrackingLinks(new TokenSigner('somebody else'), '');
    const changed = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const forged = [
      `/c/${evil}.${signature}`,
      `/c/${payload}.${changed(signature)}`,
      `/c/${changed(payload)}.${signature}`,
      `/c/${payload}`,
      `/c/${payload}.`,
      `/c/${payload}.${signature}.x`,
      `/c/${payload}.${signature.slice(0, 8)}`,
      `/c/https://evil.example`,
      `/c//evil.example`,
      `/c/`,
      `/c/${new URL(picture).pathname.slice(3)}`,
      others.click({ message: id, position: 0, count: 1, url: 'https://evil.example' }),
    ];
    for (const path of forged) {
      const answer = await ask(path);
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 404, null]);
    }
    for (const path of [`/o/${token}`, others.open(id), '/o/x']) expect((await ask(path)).status).toBe(404);
    await judged();
    expect(await engagementOf(id)).toEqual({});
  });

  test('an erased contact leaves nothing of what they followed, and their old links lead on', async () => {
    const { reader, journey, receive, ask, judged, database, writer } = tracking;
    await journey();
    const anna = await reader('anna@example.com');
    const { links, picture } = await receive(anna);
    await ask(picture);
    await ask(links[0]!);
    await judged();
    await ask(links[1]!); // not judged yet
    const { body } = await tracking.api('GET', `/contacts/${anna}/export`);
    expect((body as { engagement: unknown[] }).engagement).toMatchObject([
      { kind: 'click', class: 'human', count: 1 },
      { kind: 'open', class: 'human', count: 1 },
    ]);
    await writer.erase(1, anna);
    await judged();
    expect((await ask(links[2]!)).headers.get('location')).toBe('https://shop.example/c');
    await judged();
    expect(
      await database.all('SELECT message FROM message_click UNION ALL SELECT message FROM message_engagement'),
    ).toEqual([]);
  });

  test('of an invoice nothing is tracked until an operator wants that, and the promotional kind can be left alone, too', async () => {
    const { reader, receive, api, journey } = tracking;
    await journey(offer(BODY, 'transactional'));
    const anna = await reader('anna@example.com');
    const plain = await receive(anna);
    expect([plain.links, plain.picture, plain.unsubscribe]).toEqual([[], undefined, '']);
    expect((await api('PATCH', '/tracking-settings', { transactional: true, opens: false })).status).toBe(200);
    const followed = await receive(anna);
    expect([new Set(followed.links).size, followed.picture, followed.unsubscribe]).toEqual([4, undefined, '']);
    await api('PATCH', '/tracking-settings', { clicks: false, opens: true });
    const opened = await receive(anna);
    expect([opened.links, opened.decoy]).toEqual([[], undefined]);
    expect(opened.picture).toContain('/o/');
  });

  test('one transactional mail is tracked where its node asks for that, and says whether opens are told', async () => {
    const { reader, receive, api, ask, judged, engagementOf, journey, executions } = tracking;
    const asking = (track: boolean) => {
      const { parameters, ...node } = offer(BODY, 'transactional');
      return { ...node, parameters: { ...parameters, options: { track } } };
    };
    const workflow = await journey(asking(true));
    const anna = await reader('anna@example.com');
    const told = async () => {
      const [last] = await executions.list(1, { workflow, limit: 1 });
      const [item] = outputOf(await executions.data(1, last!.id), 'Offer');
      return (item as { message: { tellsOpens?: boolean } }).message.tellsOpens;
    };
    const mail = await receive(anna);
    expect([new Set(mail.links).size, mail.unsubscribe, await told()]).toEqual([4, '', true]);
    await ask(mail.picture);
    await judged();
    expect(await engagementOf(mail.id)).toMatchObject({ 'open human': 1 });
    // What nobody is to be told at all is not told of this one.
    await api('PATCH', '/tracking-settings', { opens: false });
    const followed = await receive(anna);
    expect([new Set(followed.links).size, followed.picture, await told()]).toEqual([4, undefined, false]);
    await tracking.live.deactivate(1, workflow);
    await api('PATCH', '/tracking-settings', { opens: true });
    await journey(asking(false));
    const plain = await receive(anna);
    expect([plain.links, plain.picture]).toEqual([[], undefined]);
  });

  test('web analytics are told of the journey where an operator wants that, and what the author wrote wins', async () => {
    const { reader, journey, receive, ask, api } = tracking;
    await journey(
      offer(
        '<a href="https://shop.example/?utm_medium=mine#x">A</a> <a data-no-track href="https://shop.example/plain">B</a>',
      ),
    );
    const { status } = await api('PATCH', '/tracking-settings', { utm: { source: 'aftercart' } });
    expect(status).toBe(200);
    const { links, html } = await receive(await reader('anna@example.com'));
    expect((await ask(links[0]!)).headers.get('location')).toBe(
      'https://shop.example/?utm_medium=mine&utm_source=aftercart&utm_campaign=Journey#x',
    );
    expect(html).toContain('<a href="https://shop.example/plain">B</a>');
    expect((await api('PATCH', '/tracking-settings', { utm: { source: '' } })).body).toMatchObject({
      code: 'BODY_INVALID',
    });
    expect((await api('PATCH', '/tracking-settings', { attributionDays: 0.5 })).status).toBe(400);
  });
});
