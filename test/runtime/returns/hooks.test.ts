import { databaseSettings } from '../../support/databases';
import { mailgunCall, sendgridSigner } from '../../support/mail-services';
import { returnedMail } from '../../support/returned-mail';
import { startReturns, type ReturnsBed } from './start-returns';

jest.setTimeout(120_000);

describe.each(databaseSettings())('what mail servers and mail services hand over, on %s', (_name, makeSettings) => {
  let bed: ReturnsBed;
  let urls: Record<string, string>;
  beforeEach(async () => {
    bed = await startReturns(await makeSettings());
    const { data } = (await bed.api('GET', '/return-feeds')).body as { data: any[] };
    urls = Object.fromEntries(data.map(({ provider, url }: any) => [provider, url]));
  });
  afterEach(async () => await bed.finish());

  const post = async (url: string, body: Buffer, headers: Record<string, string> = {}) => {
    const answer = await bed.ask(url, { method: 'POST', headers, body: new Uint8Array(body) });
    await bed.settle();
    return { status: answer.status, body: await answer.json() };
  };
  const received = async () => {
    await bed.journey();
    const contact = await bed.reader('anna@example.com');
    return { contact, ...(await bed.receive(contact)) };
  };

  test('a mail server hands over a bounce, which suppresses its address once', async () => {
    const { id, contact } = await received();
    const bounce = returnedMail('postfix', { returnPath: bed.returnPaths!.of(id)! });
    const headers = { 'content-type': 'message/rfc822' };
    expect((await post(urls.mail!, bounce, headers)).body).toEqual({ is: 'report', applied: 1, known: 0, unknown: 0 });
    expect((await post(urls.mail!, bounce)).body).toEqual({ is: 'report', applied: 0, known: 1, unknown: 0 });
    expect(await bed.suppressions()).toEqual(['bounced']);
    expect((await bed.latestOf(contact)).delivery).toBe('bounced');
  });

  test('a mailbox provider passes a complaint on, and a vacation notice changes nothing', async () => {
    const { mail, contact } = await received();
    const about = { messageId: mail.messageId! };
    expect((await post(urls.mail!, returnedMail('vacation', about))).body).toEqual({
      is: 'ignored',
      because: 'automatic',
    });
    expect((await bed.latestOf(contact)).delivery).toBeNull();
    expect((await post(urls.mail!, returnedMail('complaint', about))).body).toMatchObject({ is: 'report', applied: 1 });
    expect((await bed.latestOf(contact)).delivery).toBe('complained');
  });

  test('a reader leaves by mail, to the address in the head of what they got', async () => {
    const { mail, contact } = await received();
    const list = mail.headers.get('list') as any;
    const [, token] = /unsubscribe%20(\S+)$/.exec(String(list.unsubscribe.mail)) ?? [];
    const line = mail.headerLines.find(({ key }) => key === 'list-unsubscribe')!.line.replace(/\s/g, '');
    const subject = token ?? /unsubscribe%20([^>]+)>/.exec(line)![1]!;
    expect((await post(urls.mail!, returnedMail('leave', { token: `${subject}x` }))).body.is).toBe('ignored');
    expect((await post(urls.mail!, returnedMail('leave', { token: subject }))).body).toEqual({ is: 'unsubscribe' });
    const { body } = (await bed.api('GET', `/contacts/${contact}/consents`)) as any;
    expect(body.consents).toMatchObject([{ channel: 'email', status: 'withdrawn' }]);
  });

  test('a mail service tells of a bounce, proven by the key that an operator stored', async () => {
    const { mail } = await received();
    const signer = sendgridSigner();
    const event = { email: 'anna@example.com', timestamp: bed.clock.now() / 1_000, event: 'bounce', status: '5.1.1' };
    const events = [{ ...event, type: 'bounce', 'smtp-id': mail.messageId, sg_event_id: 'one' }];
    const call = signer.call(events, bed.clock.now());
    expect((await post(urls.sendgrid!, call.rawBody, call.headers)).body.code).toBe('RETURN_FEED_NOT_FOUND');

    expect((await bed.api('PUT', '/return-feeds/sendgrid', { publicKey: 'no key' })).body).toMatchObject({
      code: 'RETURN_FEED_INVALID',
    });
    expect((await bed.api('PUT', '/return-feeds/sendgrid', { publicKey: signer.publicKey })).status).toBe(204);
    const stored = await bed.database.all<{ data: string }>('SELECT data FROM return_feed');
    expect(stored.map(({ data }) => data.includes(signer.publicKey))).toEqual([false]);

    const other = sendgridSigner().call(events, bed.clock.now());
    const refused = await post(urls.sendgrid!, other.rawBody, other.headers);
    expect([refused.status, refused.body.code]).toEqual([403, 'NOTICE_NOT_PROVEN']);
    expect(await bed.suppressions()).toEqual([]);
    expect((await post(urls.sendgrid!, call.rawBody, call.headers)).body).toEqual({ applied: 1, known: 0, unknown: 0 });
    // Replayed, it is nothing new.
    expect((await post(urls.sendgrid!, call.rawBody, call.headers)).body).toEqual({ applied: 0, known: 1, unknown: 0 });
    expect(await bed.suppressions()).toEqual(['bounced']);

    expect((await bed.api('DELETE', '/return-feeds/sendgrid')).status).toBe(204);
    expect((await post(urls.sendgrid!, call.rawBody, call.headers)).status).toBe(404);
  });

  test('a mail service that lost our Message-ID means the latest mail to the address', async () => {
    await received();
    const signingKey = 'key-0123456789abcdef';
    await bed.api('PUT', '/return-feeds/mailgun', { signingKey });
    const event = { id: 'one', event: 'complained', timestamp: bed.clock.now() / 1_000, recipient: 'anna@example.com' };
    const { rawBody, headers } = mailgunCall(event, { signingKey, at: bed.clock.now() });
    expect((await post(urls.mailgun!, rawBody, headers)).body.applied).toBe(1);
    expect(await bed.suppressions()).toEqual(['complained']);
  });

  test('an address with a secret of its own is needed: that of one way opens no other', async () => {
    const { id } = await received();
    const bounce = returnedMail('postfix', { returnPath: bed.returnPaths!.of(id)! });
    for (const url of [
      '/hooks/mail/x',
      `${urls.mail!}x`,
      urls.mailgun!.replace('/esp/mailgun/', '/mail/'),
      '/hooks/esp/x/y',
    ])
      expect((await post(url, bounce)).status).toBe(404);
    expect((await post(urls.mailgun!.replace('mailgun', 'postmark'), bounce)).status).toBe(404);
    expect(await bed.suppressions()).toEqual([]);
  });
});
