import { days, hours, minutes, seconds } from '../../../packages/runtime/src/shared';
import { databaseSettings } from '../../support/databases';
import { guideForm, GUIDE_ATTRIBUTES, WORDING } from '../../support/form-drafts';
import { mail, onEvents } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

jest.setTimeout(120_000);

describe.each(databaseSettings())('forms, on %s', (_name, makeSettings) => {
  let journeys: TestJourneys;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const settings = await makeSettings();
    drop = settings.drop;
    journeys = await startJourneys({ env: settings.env });
    for (const attribute of GUIDE_ATTRIBUTES) await api('POST', '/attributes', attribute);
  });
  afterEach(async () => {
    await journeys.close();
    await drop();
  });

  const api = async (method: string, route: string, body?: unknown) => {
    const answer = await journeys.api(method, route, body);
    return { status: answer.status, body: answer.body as any };
  };
  const make = async (changes: object = {}) => {
    const { status, body } = await api('POST', '/forms', guideForm(changes));
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  /** Opens a page as a browser does; `sent` sends its form. */
  const open = async (path: string, sent?: Record<string, string>, headers: Record<string, string> = {}) => {
    const { pathname, search } = new URL(path, journeys.url);
    const answer = await fetch(`${journeys.url}${pathname}${search}`, {
      method: sent === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { 'user-agent': 'Test browser', ...headers },
      body: sent === undefined ? undefined : new URLSearchParams(sent),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const stampOf = (html: string): string => /name="stamp" value="([^"]+)"/.exec(html)![1]!.replaceAll('&#46;', '.');
  /** Reads a page of a form and fills it in as a person does. */
  const fill = async (
    form: { id: string },
    sent: Record<string, string>,
    { lang = 'en', ip = '203.0.113.1', takes = seconds(5), query = '' } = {},
  ) => {
    const page = await open(`/f/${form.id}?lang=${lang}${query}`);
    journeys.advanceOnly(takes);
    return await open(
      `/f/${form.id}?lang=${lang}${query}`,
      { stamp: stampOf(page.text), ...sent },
      { 'x-forwarded-for': ip },
    );
  };
  const messages = async () =>
    await journeys.database.all<{ recipient: string; subject: string; html: string }>(
      'SELECT recipient, subject, html FROM message ORDER BY created_at, id',
    );
  const linkOf = (html: string | undefined): string => /href="([^"]+)"/.exec(html ?? '')![1]!;
  const submissionsOf = async (form: { id: string }) => (await api('GET', `/forms/${form.id}/submissions`)).body.data;
  const contactBy = async (email: string) => (await journeys.contacts.findByEmail(1, email))!;
  const detail = async (email: string) => (await api('GET', `/contacts/${(await contactBy(email)).id}`)).body;
  const typesOf = async () =>
    (await journeys.database.all<{ type: string }>('SELECT type FROM event ORDER BY id')).map(({ type }) => type);

  test('nothing counts before the address is confirmed; then answers, lists, tags and consents do', async () => {
    const list = (await api('POST', '/lists', { name: 'Readers' })).body;
    const form = await make({ lists: [list.id], tags: ['guide'] });
    await journeys.activate([onEvents('form.submitted'), mail('Submitted')]);
    await journeys.activate([onEvents('form.confirmed'), mail('Confirmed')]);
    const sent = await fill(
      form,
      {
        ...{ email: 'Dana@Shop.Example', firstName: 'Dana', phone: '050-2345678', 'consent.email.promotional': 'yes' },
        ...{ 'attributes.litres': '٣٫٥', 'attributes.birthday': '1990-02-01', 'attributes.taste': 'fruity' },
        ...{ 'attributes.cooks': 'false', 'consent.sms.promotional': 'yes', unknown: 'x' },
      },
      { lang: 'he', query: '&embed=1&page=https://shop.example/guide' },
    );
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringContaining('sent=1')]);
    await journeys.settle();
    expect(await detail('dana@shop.example')).toMatchObject({
      ...{ firstName: null, phone: null, attributes: {}, lists: [], tags: [], locale: 'he' },
      consents: [{ channel: 'email', purpose: 'promotional', status: 'pending', basis: 'double_opt_in' }],
    });

    const [asked] = (await messages()).filter(({ subject }) => subject === 'אישור כתובת הדוא״ל שלך');
    expect(asked?.recipient).toBe('dana@shop.example');
    expect(asked?.html).not.toContain('Dana');
    expect((await open(linkOf(asked?.html))).text).toContain('dir="rtl"');
    expect((await detail('dana@shop.example')).firstName).toBeNull();
    expect((await open(linkOf(asked?.html), {})).status).toBe(303);
    expect((await open(linkOf(asked?.html), {})).status).toBe(303);
    await journeys.settle();
    const known = await detail('dana@shop.example');
    expect(known).toMatchObject({
      ...{ firstName: 'Dana', phone: '+972502345678', tags: ['guide'], lists: [{ name: 'Readers' }] },
      attributes: { litres: 3.5, birthday: '1990-02-01', taste: 'fruity', cooks: false },
      consents: [
        { channel: 'email', status: 'granted', basis: 'double_opt_in' },
        { channel: 'sms', status: 'granted', basis: 'explicit' },
      ],
    });
    const { ledger } = (await api('GET', `/contacts/${known.id}/consents`)).body;
    expect(ledger[0]).toMatchObject({ status: 'pending', source: 'form', wording: WORDING.he, ip: '203.0.113.1' });
    expect(ledger[0].proof).toMatchObject({ form: form.id, version: 1, page: 'https://shop.example/guide' });
    expect(ledger[1]).toMatchObject({ status: 'granted', source: 'confirmation', wording: WORDING.he });
    expect((await journeys.mails()).sort()).toEqual([
      'Confirmed: sent',
      'Submitted: sent',
      'אישור כתובת הדוא״ל שלך: sent',
    ]);
    const [event] = (await api('GET', '/events?type=form.confirmed')).body.data;
    expect(event.payload.form).toMatchObject({ id: form.id, name: 'Olive guide', fields: { firstName: 'Dana' } });
    expect((await typesOf()).filter((type) => type === 'form.confirmed')).toHaveLength(1);
    expect((await api('GET', `/forms/${form.id}`)).body.counts).toMatchObject({
      views: 1,
      submissions: 1,
      confirmed: 1,
    });
    expect(await submissionsOf(form)).toMatchObject([{ status: 'confirmed', language: 'he' }]);
  });

  test('a journey reminds whoever has not confirmed, by a link that brings all that the form promised', async () => {
    const form = await make({ tags: ['guide'] });
    const link = mail('Did you mean to sign up?');
    const values = [{ language: 'en', subject: 'Did you mean to sign up?', body: '<a href="{{confirmUrl}}">Yes</a>' }];
    const parameters = { ...link.parameters, purpose: 'transactional', languages: { values } };
    await journeys.activate([onEvents('consent.pending'), { ...link, parameters }]);
    await fill(form, { email: 'dana@shop.example', firstName: 'Dana', 'consent.email.promotional': 'yes' });
    await journeys.settle();
    const reminder = (await messages()).find(({ subject }) => subject.startsWith('Did you'));
    expect(linkOf(reminder?.html)).toContain('/f/confirm/');
    expect((await open(linkOf(reminder?.html), {})).status).toBe(303);
    expect(await detail('dana@shop.example')).toMatchObject({ firstName: 'Dana', tags: ['guide'] });
  });

  test('an address that is known and one that is not get the same answer, and a known contact is not touched', async () => {
    const form = await make();
    await journeys.writer.upsert(1, { email: 'known@shop.example', firstName: 'Anna', locale: 'ar' });
    const sent = { firstName: 'Mallory', 'consent.email.promotional': 'yes' };
    const known = await fill(form, { email: 'known@shop.example', ...sent });
    const unknown = await fill(form, { email: 'unknown@shop.example', ...sent });
    expect([known.status, known.text, known.headers.get('location')]).toEqual([
      ...[unknown.status, unknown.text, unknown.headers.get('location')],
    ]);
    expect(await detail('known@shop.example')).toMatchObject({ firstName: 'Anna', locale: 'ar' });
    await journeys.settle();
    expect((await messages()).map(({ subject }) => subject)).toHaveLength(2);
  });

  test('a magnet is given to those only who have confirmed, for some days, in their language', async () => {
    const magnet = (await api('POST', '/magnets', { name: 'Guide', linkDays: 3 })).body;
    const upload = async (language: string, name: string, content: string) =>
      await fetch(`${journeys.url}/api/v1/magnets/${magnet.id}/file/${language}?name=${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { 'x-n8n-api-key': journeys.apiKey, 'content-type': 'application/octet-stream' },
        body: content,
      });
    expect((await upload('en', '../../etc/guide.pdf', 'English guide')).status).toBe(200);
    const hebrew = await (await upload('he', 'מדריך\u202efdp.html', '<script>alert(1)</script>')).json();
    expect(hebrew.contents).toMatchObject([
      { language: 'en', fileName: 'guide.pdf', mediaType: 'application/pdf', bytes: 13 },
      { language: 'he', fileName: 'מדריךfdp.html', mediaType: 'application/octet-stream' },
    ]);
    expect((await upload('en', 'empty.pdf', '')).status).toBe(400);
    expect((await upload('xx', 'a.pdf', 'a')).status).toBe(400);
    const form = await make({ magnet: magnet.id });
    await fill(form, { email: 'dana@shop.example', firstName: 'Dana' }, { lang: 'he' });
    await journeys.settle();
    const confirm = linkOf((await messages())[0]?.html);
    expect((await open(confirm)).text).not.toContain('/d/');
    await open(confirm, {});
    await journeys.settle();
    const brought = (await messages()).find(({ subject }) => subject.startsWith('ההורדה שלך'));
    const download = linkOf(brought?.html);
    // A scanner opens it: nothing happens.
    const page = await open(download);
    expect(page.text).toContain('<html lang="he" dir="rtl">');
    expect(await typesOf()).not.toContain('download.requested');
    const file = await open(download, {});
    expect([file.status, file.text]).toEqual([200, '<script>alert(1)</script>']);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''%D7/);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect(await typesOf()).toContain('download.requested');
    expect((await api('GET', `/forms/${form.id}`)).body.counts.downloads).toBe(1);

    // Nobody makes a link of their own, and in time it ends.
    expect((await open(`${download}x`, {})).status).toBe(404);
    expect((await open(`/d/${'a'.repeat(60)}`)).status).toBe(404);
    expect((await api('DELETE', `/magnets/${magnet.id}`)).body.code).toBe('MAGNET_IN_USE');
    journeys.advanceOnly(days(3));
    expect((await open(download, {})).status).toBe(404);
    // An address in its place is where the button leads, and nowhere else.
    const address = { url: 'https://cdn.example/guide.pdf' };
    expect((await api('PUT', `/magnets/${magnet.id}/address/he`, address)).status).toBe(200);
    expect((await api('PUT', `/magnets/${magnet.id}/address/ar`, { url: 'javascript:alert(1)' })).body.code).toBe(
      'MAGNET_INVALID',
    );
    const confirmed = await open(confirm);
    const again = /action="(\/d\/[^"?]+)/.exec(confirmed.text)![1]!;
    expect(confirmed.headers.get('content-security-policy')).toContain("form-action 'self' https://cdn.example;");
    expect((await open(`${again}?to=https://evil.example`, {})).headers.get('location')).toBe(address.url);
  });

  test('a form is no means to bomb a mailbox, however many networks it is sent from', async () => {
    const form = await make();
    for (let sent = 0; sent < 8; sent += 1) {
      const { status } = await fill(
        form,
        { email: 'victim@shop.example', firstName: 'V' },
        { ip: `203.0.113.${sent}` },
      );
      expect(status).toBe(303);
    }
    await journeys.settle();
    expect(await messages()).toHaveLength(3);
    expect(await submissionsOf(form)).toHaveLength(3);
    await journeys.advance(days(1));
    await fill(form, { email: 'victim@shop.example', firstName: 'V' });
    await journeys.settle();
    expect(await messages()).toHaveLength(4);
  });

  test('programs are told nothing and leave nothing; who is fast, late or sends twice loses nothing', async () => {
    const form = await make();
    const sent = { email: 'dana@shop.example', firstName: 'Dana' };
    expect((await fill(form, { ...sent, homepage: 'https://spam.example' })).status).toBe(303);
    expect((await fill(form, { ...sent, stamp: 'made.up' })).text).toContain('value="dana@shop.example"');
    const fast = await fill(form, sent, { takes: seconds(1) });
    expect([fast.status, await submissionsOf(form)]).toEqual([422, []]);
    // The page that came back can be sent, once the time of a person has passed.
    journeys.advanceOnly(seconds(2));
    const stamp = stampOf(fast.text);
    expect((await open(`/f/${form.id}`, { ...sent, stamp })).status).toBe(303);
    expect((await open(`/f/${form.id}`, { ...sent, stamp })).status).toBe(303);
    expect(await submissionsOf(form)).toHaveLength(1);
    // Back, another address, and sent again: shown once more, not lost.
    const other = await open(`/f/${form.id}`, { ...sent, email: 'other@shop.example', stamp });
    expect(other.status).toBe(422);
    expect(other.text).toContain('value="other@shop.example"');
    const page = await open(`/f/${form.id}?lang=en`);
    journeys.advanceOnly(hours(25));
    const late = await open(`/f/${form.id}`, { ...sent, stamp: stampOf(page.text) });
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('Please check what is written here')]);
    // One network, too often: told so, with what was typed.
    let last = 0;
    for (let round = 0; round < 25; round += 1) last = (await fill(form, sent, { ip: '198.51.100.7' })).status;
    expect(last).toBe(429);
    journeys.advanceOnly(minutes(11));
    expect((await fill(form, sent, { ip: '198.51.100.7' })).status).toBe(303);
  });

  test('what people agree to is what they were shown: a form that changed is shown again, without ticks', async () => {
    const form = await make();
    const page = await open(`/f/${form.id}?lang=en`);
    const wording = { ...WORDING, en: 'Send me everything, always.' };
    const consents = [{ channel: 'email', purpose: 'promotional', wording, isRequired: false }];
    expect((await api('PUT', `/forms/${form.id}`, guideForm({ consents }))).body.version).toBe(2);
    journeys.advanceOnly(seconds(5));
    const sent = { email: 'dana@shop.example', firstName: 'Dana', 'consent.email.promotional': 'yes' };
    const shown = await open(`/f/${form.id}?lang=en`, { ...sent, stamp: stampOf(page.text) });
    expect([shown.status, shown.text]).toEqual([422, expect.stringContaining('Send me everything, always.')]);
    expect(shown.text).not.toContain(' checked');
    // A form of another site brings what was typed, and people see here what they agree to.
    const foreign = await open(`/f/${form.id}?lang=en`, sent);
    expect([foreign.status, foreign.text]).toEqual([200, expect.stringContaining('value="Dana"')]);
    expect(foreign.text).not.toContain(' checked');
    expect(await submissionsOf(form)).toEqual([]);
  });

  test('what nobody can be or say is told in the language of the page, and hostile texts stay texts', async () => {
    const form = await make();
    const wrong = await fill(
      form,
      {
        ...{ email: 'a@b', firstName: '\u202e\u0000', phone: 'call me', 'attributes.birthday': '2026-02-30' },
        ...{ 'attributes.litres': '1e9', 'attributes.taste': 'salty', 'attributes.cooks': 'maybe' },
        'attributes.note': 'x'.repeat(1_001),
      },
      { lang: 'he' },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text.match(/aria-invalid="true"/g)).toHaveLength(9); // yes and no are two inputs
    expect(wrong.text.match(/ autofocus/g)).toHaveLength(1);
    expect(wrong.text).toMatch(
      /aria-describedby="f-email-error"[^>]*>\n<p class="error" id="f-email-error">זו לא כתובת/,
    );

    const name = '=HYPERLINK("x")<img src=x onerror=alert(1)>\u202etxt.\u0000exe';
    const note = '"><script>alert(1)</script>{{contact.email}}';
    const hostile = { email: 'mallory@shop.example', firstName: name, 'attributes.note': note };
    const shown = await fill(form, { ...hostile, 'attributes.litres': 'none' });
    expect(shown.text).not.toMatch(/<img|<script>alert/);
    expect((await fill(form, hostile)).status).toBe(303);
    await journeys.settle();
    await open(linkOf((await messages())[0]?.html), {});
    const known = await detail('mallory@shop.example');
    expect(known.firstName).toBe('=HYPERLINK("x")<img src=x onerror=alert(1)>txt. exe');
    expect(known.attributes.note).toBe(note);
    expect((await fill(form, { email: `${'a'.repeat(300)}@shop.example`, firstName: 'x' })).status).toBe(422);
    expect((await fill(form, { email: 'big@shop.example', firstName: 'x'.repeat(70_000) })).status).toBe(413);
    for (const body of ['{"email":1}', '\u0000\uffff', 'email=%ff%fe&email=&__proto__=1&stamp=a.b.c', '&&&===']) {
      const path = `${journeys.url}/f/${form.id}`;
      expect((await fetch(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })).status).toBe(200);
    }
    expect((await api('GET', '/forms/%00')).body.code).toBe('FORM_NOT_FOUND');
    expect((await api('GET', '/magnets/%00')).body.code).toBe('MAGNET_NOT_FOUND');
    for (const id of ['x', '..%2f..%2fetc', '%00', 'a'.repeat(101)])
      expect((await open(`/f/${id}`)).status).toBeLessThan(500);
  });

  test('a contact who is erased takes what they answered along, and the form does not bring them back', async () => {
    const form = await make();
    await fill(form, { email: 'dana@shop.example', firstName: 'Dana' });
    await journeys.settle();
    const confirm = linkOf((await messages())[0]?.html);
    const { id } = await contactBy('dana@shop.example');
    const exported = (await api('GET', `/contacts/${id}/export`)).body;
    expect(exported.forms).toMatchObject([{ form: form.id, answers: { firstName: 'Dana' } }]);
    await journeys.writer.erase(1, id);
    expect(await submissionsOf(form)).toEqual([]);
    expect((await open(confirm, {})).status).toBe(404);
    expect((await fill(form, { email: 'dana@shop.example', firstName: 'Dana' })).status).toBe(303);
    await journeys.settle();
    expect(await messages()).toEqual([]);
    expect(await journeys.contacts.findByEmail(1, 'dana@shop.example')).toBeUndefined();
    expect((await api('GET', `/forms/${form.id}`)).body.counts.submissions).toBe(1);
  });

  test('a withdrawal after the mail counts, and the link ends with its time and with a change of address', async () => {
    const form = await make();
    const sent = { email: 'dana@shop.example', firstName: 'Dana', 'consent.email.promotional': 'yes' };
    await fill(form, sent);
    await journeys.settle();
    const { id } = await contactBy('dana@shop.example');
    journeys.advanceOnly(minutes(1));
    await api('POST', `/contacts/${id}/consents`, { channel: 'email', status: 'withdrawn' });
    expect((await open(linkOf((await messages())[0]?.html), {})).status).toBe(303);
    expect((await detail('dana@shop.example')).consents).toMatchObject([{ status: 'withdrawn' }]);

    await fill(form, { ...sent, email: 'late@shop.example' });
    await fill(form, { ...sent, email: 'moved@shop.example' });
    await journeys.settle();
    const links = (await messages()).map(({ html }) => linkOf(html));
    await journeys.writer.patch(1, (await contactBy('moved@shop.example')).id, { email: 'new@shop.example' });
    expect((await open(links[2]!, {})).status).toBe(404);
    journeys.advanceOnly(days(7));
    expect((await open(links[1]!, {})).status).toBe(404);
  });

  test('a form without confirmation counts at once, and leads to the address of the operator only', async () => {
    const fields = [
      { name: 'phone', isRequired: true },
      { name: 'firstName', isRequired: false },
    ];
    const consents = [{ channel: 'sms', purpose: 'promotional', wording: WORDING, isRequired: true }];
    const redirectUrl = 'https://shop.example/thanks';
    const form = await make({ confirm: false, fields, consents, redirectUrl });
    expect((await fill(form, { phone: '0502345678' })).text).toContain('Please tick this box');
    const sent = {
      phone: '0502345678',
      firstName: 'Dana',
      'consent.sms.promotional': 'yes',
      redirectUrl: 'https://evil.example',
    };
    const { status, headers } = await fill(form, sent, { query: '&redirect=https://evil.example' });
    expect([status, headers.get('location')]).toEqual([303, redirectUrl]);
    const [submission] = await submissionsOf(form);
    const { body } = await api('GET', `/contacts/${submission.contact}`);
    expect(body).toMatchObject({
      phone: '+972502345678',
      firstName: 'Dana',
      consents: [{ channel: 'sms', status: 'granted' }],
    });
    const closed = await api('PUT', `/forms/${form.id}`, guideForm({ isOpen: false }));
    expect(closed.body.isOpen).toBe(false);
    expect((await open(`/f/${form.id}`)).status).toBe(410);
    expect((await api('DELETE', `/forms/${form.id}`)).status).toBe(204);
    expect((await open(`/f/${form.id}`)).status).toBe(404);
  });

  test('an operator is told what is wrong with a form', async () => {
    const wrong: Array<[string, object, string]> = [
      [
        'a field that does not exist',
        {
          fields: [
            { name: 'email', isRequired: true },
            { name: 'attributes.x', isRequired: false },
          ],
        },
        'FORM_INVALID',
      ],
      ['no address that is required', { fields: [{ name: 'email', isRequired: false }] }, 'FORM_INVALID'],
      [
        'a wording that lacks a language',
        { consents: [{ channel: 'email', purpose: 'promotional', wording: { en: 'Yes' }, isRequired: false }] },
        'FORM_INVALID',
      ],
      ['a way on that is a script', { redirectUrl: 'javascript:alert(1)' }, 'FORM_INVALID'],
      [
        'a site that is more than an origin',
        { embedOrigins: ["https://shop.example/'; script-src *"] },
        'FORM_INVALID',
      ],
      ['a magnet without confirmation', { magnet: 'x', confirm: false }, 'FORM_INVALID'],
      ['a magnet that does not exist', { magnet: 'x' }, 'MAGNET_NOT_FOUND'],
      ['a list that does not exist', { lists: ['x'] }, 'LIST_NOT_FOUND'],
      ['a colour that is more than one', { design: { accent: '#fff;}' } }, 'BODY_INVALID'],
      ['a setting that nobody knows', { colour: 'red' }, 'BODY_INVALID'],
      ['no text in its own language', { language: 'he', texts: { en: { title: 'A' } } }, 'FORM_INVALID'],
    ];
    const answers = [];
    for (const [what, changes] of wrong)
      answers.push([what, (await api('POST', '/forms', guideForm(changes))).body.code]);
    expect(answers).toEqual(wrong.map(([what, , code]) => [what, code]));
  });
});
