import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Preview } from '../../../../packages/runtime/src/messages';
import { startMailServer } from '../../../support/mail-server';
import { openHttp, type Http } from '../../../support/open-http';

/** The MJML that stands in the guide, under one of its headings. */
function fromGuide(heading: string): string {
  const guide = readFileSync(path.join(__dirname, '../../../../docs/guides/mjml.md'), 'utf8');
  const [, mjml = ''] = /```mjml\n([\s\S]*?)```/.exec(guide.slice(guide.indexOf(`## ${heading}`))) ?? [];
  return mjml;
}

const mail = (body: string) => `<mjml><mj-body>${body}</mj-body></mjml>`;
const section = (text: string) => mail(`<mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section>`);

describe('mails that are written in MJML', () => {
  let http: Http;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  beforeAll(async () => {
    server = await startMailServer();
    http = await openHttp({ AFTERCART_SMTP_URL: server.url });
  });
  afterAll(async () => {
    await http.close();
    await server.close();
  });

  const make = (name: string, body: string, languages = ['en']) =>
    http.api('POST', '/message-templates', {
      name,
      contents: languages.map((language) => ({
        language,
        subject: 'Sale',
        body,
        preheader: 'For {{contact.firstName}}',
      })),
    });
  const look = async (request: object): Promise<Preview> => (await http.api('POST', '/messages/preview', request)).body;

  test("the guide's template is a whole mail that runs as each language does, without anything to complain about", async () => {
    await http.api('PUT', '/brand', { name: 'Olive', colors: { primary: '#123456' }, font: 'tahoma' });
    const { status, body } = await make('Guide', fromGuide('A template'), ['en', 'he', 'ar']);
    expect(status).toBe(201);
    expect(body.contents[0].mjml).toBe(fromGuide('A template'));
    const { mails, findings } = await look({ template: 'Guide' });
    expect(findings).toEqual([]);
    expect(mails.map(({ language, direction }) => [language, direction])).toEqual([
      ['en', 'ltr'],
      ['he', 'rtl'],
      ['ar', 'rtl'],
    ]);
    const [english, hebrew] = mails;
    expect(hebrew?.html).toContain('<html lang="he" dir="rtl"');
    expect(hebrew?.html).toMatch(/text-align:right/);
    expect(hebrew?.html).not.toMatch(/direction:ltr|text-align:left/);
    expect(english?.html).not.toMatch(/direction:rtl|text-align:right/);
    expect(english?.html).toContain('#123456');
    expect(english?.html).toContain('Tahoma');
    expect(english?.html).toContain('Daily contact lenses');
    expect(english?.html).not.toMatch(/\{\{|<mj-|fonts\.googleapis/);
  });

  test('what lists of mails show is hidden in the mail, and not in its text', async () => {
    await make('Preview', section('Hello {{contact.firstName}}'));
    const [english] = (await look({ template: 'Preview' })).mails;
    expect(english?.html).toMatch(/<div style="display:none[^>]*>For \w+<\/div>/);
    expect(english?.text).toMatch(/^Hello \w+$/);
  });

  test("a contact gets the mail, and its author's own direction and preview text count", async () => {
    const source = `<mjml dir="ltr"><mj-head><mj-preview>Mine</mj-preview></mj-head><mj-body><mj-section><mj-column>
      <mj-text align="center">{{#if contact.firstName}}<b>{{contact.firstName}}</b>{{/if}}</mj-text></mj-column></mj-section></mj-body></mjml>`;
    await make('Own', source);
    const contact = await http.api('POST', '/contacts', { email: 'mjml@example.com', firstName: 'Tom & <Ann>' });
    const request = { contact: { id: contact.body.id }, contents: [], template: 'Own', data: {}, itemIndex: 0 };
    const sent = await http.api('POST', '/hub/emails', {
      ...request,
      purpose: 'transactional',
      idempotencyKey: 'mjml',
    });
    expect(sent.status).toBe(200);
    await http.app.outbox.drain();
    const received = await server.received(1);
    const { html } = received.at(-1) ?? {};
    expect(html).toContain('<b>Tom &amp; &lt;Ann&gt;</b>');
    expect(html).toContain('Mine');
    expect(html).toContain('dir="ltr"');
    expect(html).toMatch(/text-align:center/);
  });

  test.each([
    ['a part that does not exist', mail('\n<mj-foo />'), 'contents.0.mjml: line 2, mj-foo: Element mj-foo'],
    [
      'a part in the wrong place',
      mail('<mj-section><mj-text>x</mj-text></mj-section>'),
      'mj-text cannot be used inside',
    ],
    ['a colour that is none', mail('<mj-section background-color="reddish"></mj-section>'), 'invalid value: reddish'],
    ['no body', '<mjml>x</mjml>', 'Malformed MJML'],
    ['a text without end', section('x'.repeat(200_000)), 'may have 200000 characters'],
  ])('an author whose MJML has %s is told so, with the line', async (_, source, problem) => {
    const { status, body } = await make('Wrong', source);
    expect(status).toBe(400);
    expect(body.code).toBe('MESSAGE_TEMPLATE_INVALID');
    expect(body.message).toContain(problem);
  });

  test("an author whose Handlebars is wrong is told so, and files of the server stay the server's", async () => {
    expect((await make('Block', section('{{#if x}}'))).body.code).toBe('TEMPLATE_INVALID');
    const including = mail('<mj-include path="/etc/passwd" /><mj-include path="./package.json" type="css" />');
    const { body } = await make('Files', including);
    expect(JSON.stringify(body.contents?.[0]?.body ?? body)).not.toMatch(/root:|n8n-nodes-aftercart/);
  });

  test('an author changes a template by its MJML, and restores the version before', async () => {
    const { body: first } = await make('Changing', section('One'));
    const at = `/message-templates/${first.id}`;
    const contents = [{ ...first.contents[0], mjml: section('Two') }];
    const { body: second } = await http.api('PUT', at, { name: 'Changing', contents });
    expect(second.contents[0].body).toContain('Two');
    expect(second.version).toBe(2);
    const { body: third } = await http.api('POST', `${at}/versions/1/restore`);
    expect(third.contents).toEqual(first.contents);
  });

  test('a builder who puts MJML into a node is told where it belongs', async () => {
    const contents = [{ language: 'en', subject: 'x', body: section('x') }];
    const request = { contact: { email: 'node@example.com' }, contents, data: {}, itemIndex: 0 };
    const { body } = await http.api('POST', '/hub/emails', {
      ...{ ...request, purpose: 'transactional', idempotencyKey: 'node' },
    });
    expect(body).toMatchObject({ code: 'TEMPLATE_INVALID' });
    expect(body.message).toContain('message template');
  });

  describe("in a shop's own layout", () => {
    const put = (layout: string | null) => http.api('PUT', '/brand', { name: 'Olive', layout });
    const CONTENTS = ['en', 'ar'].map((language) => ({
      language,
      subject: 'Hi',
      body: '<p>Only {{order.number}}</p>',
    }));

    test("a mail stands in the guide's layout, with the brand, and the way to leave", async () => {
      const { status, body } = await put(fromGuide("A shop's own layout"));
      expect(status).toBe(200);
      expect(body.layout).toBe(fromGuide("A shop's own layout"));
      expect(body).not.toHaveProperty('layoutHtml');
      const { mails, findings } = await look({ contents: CONTENTS });
      expect(findings.filter(({ check }) => check !== 'languageMissing')).toEqual([]);
      const [english, arabic] = mails;
      expect(english?.html).toContain('<p>Only 1042</p>');
      expect(english?.html).toContain('Unsubscribe');
      expect(arabic?.html).toContain('dir="rtl"');
      expect(arabic?.html).toContain('إلغاء الاشتراك');
      expect(arabic?.html).not.toMatch(/direction:ltr|text-align:left/);
      expect(english?.html).not.toMatch(/\{\{/);
    });

    test('mails with another layout, and those that are whole, do not stand in it', async () => {
      await put(mail('<mj-raw>MARK {{{body}}} {{{footer}}}</mj-raw>'));
      const markedIn = async (request: object) =>
        (await look({ contents: CONTENTS, ...request })).mails.map(({ html }) => html.includes('MARK'));
      expect(await markedIn({})).toEqual([true, true]);
      expect(await markedIn({ layout: 'plain' })).toEqual([false, false]);
      expect(await markedIn({ layout: 'none' })).toEqual([false, false]);
      expect(await markedIn({ contents: [{ ...CONTENTS[0], body: section('x') }] })).toEqual([false]);
      await put(null);
      expect(await markedIn({})).toEqual([false, false]);
    });

    test.each([
      ['<p>{{{body}}} {{{footer}}}</p>', 'layout: must be MJML'],
      [section('{{{footer}}}'), 'layout: must say {{{body}}}'],
      [section('{{{body}}}'), 'people have to be able to leave'],
      [section('{{{body}}}{{{footer}}}<mj-foo />').replace('<mj-text', '<mj-foo /><mj-text'), 'layout: line 1, mj-foo'],
    ])('a layout %s is refused', async (layout, problem) => {
      const { status, body } = await put(layout);
      expect(status).toBe(400);
      expect(body.code).toBe('BRAND_INVALID');
      expect(body.message).toContain(problem);
      expect((await put(section('{{{body}}}{{{footer}}}{{#each}}'))).body.code).toBe('TEMPLATE_INVALID');
    });
  });
});
