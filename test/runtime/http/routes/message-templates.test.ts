import {
  MessageTemplateSchema,
  MessageTemplateVersionSchema,
  PreviewSchema,
} from '../../../../packages/runtime/src/http/schemas/message-template';
import { startMailServer } from '../../../support/mail-server';
import { deviations, openHttp, type Http } from '../../../support/open-http';

const english = (subject: string) => ({ language: 'en', subject, body: '<p>Hi {{contact.firstName}}</p>' });
const HEBREW = { language: 'he', subject: 'שלום', body: '<p>היי</p>', preheader: 'עוד' };

describe('message templates over the API', () => {
  let http: Http;
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  beforeAll(async () => {
    mail = await startMailServer();
    http = await openHttp({ AFTERCART_SMTP_URL: mail.url });
  });
  afterAll(async () => {
    await http.close();
    await mail.close();
  });

  const create = async (name: string, ...contents: object[]) =>
    (await http.api('POST', '/message-templates', { name, contents })).body;

  test('an operator writes a template, changes it, and restores what it said at first', async () => {
    const first = await create('Welcome', english('One'), HEBREW);
    expect(first).toMatchObject({ version: 1, layout: 'default' });
    expect(deviations(MessageTemplateSchema, first)).toEqual([]);
    const at = `/message-templates/${first.id}`;
    const second = await http.api('PUT', at, { name: 'Welcome', layout: 'plain', contents: [english('Two')] });
    expect(second.body).toMatchObject({ version: 2, layout: 'plain' });
    const third = await http.api('POST', `${at}/versions/1/restore`);
    expect(third.body).toMatchObject({ version: 3, layout: 'default', contents: first.contents });
    const { body } = await http.api('GET', `${at}/versions`);
    expect(body.data.map((version: any) => [version.version, version.isCurrent])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    for (const version of body.data) expect(deviations(MessageTemplateVersionSchema, version)).toEqual([]);
  });

  test('an operator who only gives another name makes no version', async () => {
    const { id } = await create('Old name', english('Same'));
    const { body } = await http.api('PUT', `/message-templates/${id}`, {
      name: 'New name',
      contents: [english('Same')],
    });
    expect(body).toMatchObject({ name: 'New name', version: 1 });
  });

  test('an operator is told what is wrong with a template', async () => {
    await create('Taken', english('x'));
    const codeOf = async (body: object) => (await http.api('POST', '/message-templates', body)).body.code;
    expect(await codeOf({ name: 'Taken', contents: [english('x')] })).toBe('MESSAGE_TEMPLATE_NAME_TAKEN');
    expect(await codeOf({ name: 'A', contents: [] })).toBe('MESSAGE_TEMPLATE_INVALID');
    expect(await codeOf({ name: 'A', contents: [english('x'), english('y')] })).toBe('MESSAGE_TEMPLATE_INVALID');
    expect(await codeOf({ name: 'A', contents: [{ ...english('x'), body: '{{#if}}' }] })).toBe('TEMPLATE_INVALID');
    expect((await http.api('GET', '/message-templates/none')).body.code).toBe('MESSAGE_TEMPLATE_NOT_FOUND');
    expect((await http.api('POST', '/message-templates/none/versions/1/restore')).status).toBe(404);
  });

  test('a deleted template is gone', async () => {
    const { id } = await create('Gone', english('x'));
    expect((await http.api('DELETE', `/message-templates/${id}`)).status).toBe(204);
    expect((await http.api('GET', `/message-templates/${id}`)).status).toBe(404);
    expect((await http.api('DELETE', `/message-templates/${id}`)).status).toBe(404);
  });

  test('a message that is queued says what its template said then', async () => {
    const { id } = await create('Changing', english('Before'));
    const contact = await http.api('POST', '/contacts', { email: 'dana@example.com' });
    const request = { contact: { id: contact.body.id }, contents: [], template: 'Changing', data: {}, itemIndex: 0 };
    const send = async (key: string) => {
      const body = { ...request, purpose: 'transactional', idempotencyKey: key };
      return (await http.api('POST', '/hub/emails', body)).body;
    };
    const first = await send('one');
    await http.api('PUT', `/message-templates/${id}`, { name: 'Changing', contents: [english('After')] });
    const second = await send('two');
    expect([first.subject, second.subject]).toEqual(['Before', 'After']);
    expect((await http.api('GET', `/messages/${first.messageId}`)).body.subject).toBe('Before');
    expect(
      (
        await http.api('POST', '/hub/emails', {
          ...request,
          template: 'None',
          purpose: 'transactional',
          idempotencyKey: 'three',
        })
      ).body.code,
    ).toBe('MESSAGE_TEMPLATE_NOT_FOUND');
  });

  test('an author looks at a mail in each language, for a contact and an order that are made up', async () => {
    await create('Look', { ...english('For {{order.number}}'), body: '{{productList order.lines}}' }, HEBREW);
    const bare = await http.api('POST', '/messages/preview', { template: 'Look' });
    expect(bare.body.findings.map(({ check, language }: any) => [check, language])).toEqual([
      ['unsubscribeMissing', 'en'],
      ['unsubscribeMissing', 'he'],
    ]);
    await http.api('PUT', '/brand', { name: 'Olive' });
    const { status, body } = await http.api('POST', '/messages/preview', { template: 'Look' });
    expect(status).toBe(200);
    expect(deviations(PreviewSchema, body)).toEqual([]);
    expect(body.mails.map((one: any) => [one.language, one.direction, one.subject])).toEqual([
      ['en', 'ltr', 'For 1042'],
      ['he', 'rtl', 'שלום'],
    ]);
    expect(body.mails[0].html).toContain('Daily contact lenses');
    expect(body.findings).toEqual([]);
  });

  test('an author is told what is wrong with a mail', async () => {
    const contact = { email: 'fr@example.com', locale: 'fr-FR', firstName: 'Ann' };
    const { body: known } = await http.api('POST', '/contacts', contact);
    const text = [
      '<a href="{{shop.adress}}">x</a><img src="https://a.example/b.png">',
      '{{contcat.firstName}}{{contact.attributes.size}}{{default contact.attributes.size "M"}}{{coupon code}}',
      '{{#each order.lines}}{{name}}{{/each}}',
      `Click here${'.'.repeat(110_000)}`,
    ].join('');
    const { body } = await http.api('POST', '/messages/preview', {
      ...{ contactId: known.id, layout: 'none', data: { code: 'A1' } },
      contents: [{ language: 'en', subject: 'Winner', body: text }],
    });
    const found = body.findings.map(({ check, language, message }: any) => [check, language, message.slice(0, 40)]);
    expect(found).toEqual([
      ['languageMissing', 'fr', '1 contacts read "fr" and get the first l'],
      ['placeholderEmpty', 'en', '{{shop.adress}} is empty for this contac'],
      ['placeholderUnknown', 'en', '{{contcat.firstName}} is nothing that te'],
      ['placeholderEmpty', 'en', '{{contact.attributes.size}} is empty for'],
      ['linkBroken', 'en', 'A link leads to "", which is no address.'],
      ['imageWithoutAlt', 'en', '1 of 1 images say nothing where images a'],
      ['tooLarge', 'en', 'It has 109 kB. Gmail clips mails at 102 '],
      ['spamWord', 'en', 'Filters weigh "click here".'],
      ['spamWord', 'en', 'Filters weigh "winner".'],
      ['unsubscribeMissing', 'en', 'There is no link to unsubscribe: use the'],
    ]);
  });

  test('an author sends a mail to an own address, marked as a test and counted nowhere', async () => {
    const before = (await http.api('GET', '/messages')).body.data.length;
    const contents = [english('Sale'), HEBREW];
    const one = await http.api('POST', '/messages/send-test', { contents, to: ' me@shop.example ', language: 'he' });
    expect(one.body).toEqual({ sent: 1 });
    await mail.received(1);
    expect(mail.mails[0]?.subject).toBe('[Test] שלום');
    expect((await http.api('GET', '/messages')).body.data).toHaveLength(before);
    expect((await http.api('POST', '/messages/send-test', { contents, to: 'nobody' })).body.code).toBe(
      'ADDRESS_INVALID',
    );
    expect(
      (await http.api('POST', '/messages/send-test', { contents, to: 'a@b.example', language: 'fr' })).body.code,
    ).toBe('LANGUAGE_MISSING');
  });
});
