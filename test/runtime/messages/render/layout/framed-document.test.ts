import { parseBrand, renderEmail, type Brand, type RenderRequest } from '../../../../../packages/runtime/src/messages';

const BRAND = parseBrand({
  name: 'Olive & Co',
  logoUrl: 'https://shop.example/logo.png?a=1&b=2',
  colors: { primary: '#123456' },
  postalAddress: 'Herzl 1, Haifa',
  contact: '+972 4 123 4567',
  footer: { en: 'You buy,\nwe <care>.', he: 'תודה שקניתם' },
  social: [{ network: 'instagram', url: 'https://instagram.com/olive' }],
});

function render(
  language: string,
  {
    frame,
    preheader,
    body = '<p>Hello</p>',
    ...changes
  }: Partial<RenderRequest['frame'] & object> & {
    frame?: Partial<NonNullable<RenderRequest['frame']>>;
    preheader?: string;
    body?: string;
    brand?: Brand;
    country?: string;
  } = {},
) {
  return renderEmail({
    contents: [{ language, subject: 'Sale', body, ...(preheader !== undefined && { preheader }) }],
    data: { name: '<Anna>' },
    country: changes.country,
    frame: {
      layout: 'default',
      brand: changes.brand ?? BRAND,
      sender: { name: 'Sender', address: 'hello@shop.example' },
      purpose: 'promotional',
      preferencesUrl: 'https://mail.example/p/1?t=a&s=b',
      ...frame,
    },
  });
}

describe("a mail in its workspace's layout", () => {
  test('a contact sees logo, body, and a footer that says who writes from where and how to leave', () => {
    const { html, text } = render('en');
    expect(html).toContain('src="https://shop.example/logo.png?a=1&#38;b=2" alt="Olive &#38; Co"');
    expect(html.indexOf('logo.png')).toBeLessThan(html.indexOf('<p>Hello</p>'));
    expect(html).toContain('<a href="https://mail.example/p/1?t=a&#38;s=b"');
    expect(text.split(/\n+/)).toEqual([
      'Hello',
      'You buy,',
      'we <care>.',
      'Instagram [https://instagram.com/olive]',
      'Olive & Co · Herzl 1, Haifa · +972 4 123 4567',
      'Unsubscribe or change what you get [https://mail.example/p/1?t=a&s=b]',
    ]);
  });

  test.each([
    ['he', 'הסרה מרשימת התפוצה או שינוי העדפות', 'תודה שקניתם'],
    ['ar', 'إلغاء الاشتراك أو تغيير التفضيلات', 'You buy,'],
  ])(
    'a contact who reads %s gets columns that begin at the right and a footer in that language',
    (tag, leave, words) => {
      const { html } = render(tag);
      expect(html).toContain(leave);
      expect(html).toContain(words);
      expect(html).toMatch(
        new RegExp(`<td lang="${tag}" dir="rtl" align="right" style="[^"]*text-align:right[^"]*">\\s*<p>Hello`),
      );
      expect(html.match(/<table role="presentation" lang/g)).toHaveLength(3);
      expect(html.match(new RegExp(`<table role="presentation" lang="${tag}" dir="rtl"`, 'g'))).toHaveLength(3);
    },
  );

  test('a contact of a shop that names neither itself nor an address is told those of the sender', () => {
    const { text } = render('en', { brand: parseBrand({}) });
    expect(text).toContain('Sender · hello@shop.example');
  });

  test('a contact is offered preferences in a mail about an order, and somebody who is no contact nothing', () => {
    expect(render('en', { frame: { purpose: 'transactional' } }).text).toContain('What you get from us');
    expect(render('en', { frame: { preferencesUrl: undefined } }).html).not.toMatch(/What you get|Unsubscribe/);
  });

  test('an operator who chooses "plain" sends a letter with the footer, and with "none" the body alone', () => {
    const plain = render('en', { frame: { layout: 'plain' } });
    expect(plain.html).not.toContain('logo.png');
    expect(plain.text).toContain('Herzl 1, Haifa');
    expect(render('en', { frame: { layout: 'none' } }).text).toBe('Hello');
  });

  test('an operator who writes a whole document sends that and nothing else', () => {
    const body = '<!doctype html><html><body>Mine</body></html>';
    expect(render('en', { body, preheader: 'Preview' }).html).toBe(body);
  });

  test('a contact sees the preview text in the list of mails, and nowhere in the mail', () => {
    const { html, text } = render('en', { preheader: 'For {{name}}\n today' });
    expect(html).toMatch(/<body[^>]*>\s*<div style="display:none[^"]*">For &#60;Anna&#62; today/);
    expect(text).not.toContain('For');
  });
});

describe('the word for advertisements', () => {
  const subject = (who: string, language: string, country: string, purpose: 'promotional' | 'transactional') =>
    render(language, { brand: parseBrand({ advertisementLabel: who }), country, frame: { purpose } }).subject;

  test.each([
    ['nobody', 'he', 'IL', 'Sale'],
    ['contactsInIsrael', 'en', 'IL', 'פרסומת: Sale'],
    ['contactsInIsrael', 'en', 'il', 'פרסומת: Sale'],
    ['contactsInIsrael', 'he', 'US', 'Sale'],
    ['mailsInHebrew', 'he', 'US', 'פרסומת: Sale'],
    ['mailsInHebrew', 'he-IL', 'US', 'פרסומת: Sale'],
    ['mailsInHebrew', 'en', 'IL', 'Sale'],
    ['either', 'en', 'IL', 'פרסומת: Sale'],
    ['either', 'he', 'US', 'פרסומת: Sale'],
    ['either', 'en', 'US', 'Sale'],
  ])('with "%s" a contact who reads %s in %s gets the subject "%s"', (who, language, country, expected) => {
    expect(subject(who, language, country, 'promotional')).toBe(expected);
  });

  test('a contact gets it before no mail about an order', () => {
    expect(subject('either', 'he', 'IL', 'transactional')).toBe('Sale');
  });

  test('a contact gets it once where the author has written it', () => {
    const brand = parseBrand({ advertisementLabel: 'either' });
    const contents = [{ language: 'he', subject: 'פרסומת - מבצע', body: '' }];
    const sender = { name: '', address: 'a@b.example' };
    const frame = { layout: 'default', brand, sender, purpose: 'promotional', preferencesUrl: undefined } as const;
    expect(renderEmail({ contents, data: {}, frame }).subject).toBe('פרסומת - מבצע');
  });
});
