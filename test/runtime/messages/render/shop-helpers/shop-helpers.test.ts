import { parseBrand, renderEmail } from '../../../../../packages/runtime/src/messages';

const order = {
  currency: 'ILS',
  lines: [
    { name: 'Daily lenses', quantity: 2, total: 199.9, image: 'https://shop.example/a.jpg?w=1&h=2' },
    { name: '<b>"Drops"</b>', quantity: 1, total: 50, image: 'javascript:alert(1)', url: 'https://shop.example/drops' },
  ],
};

function write(body: string, language = 'en', data: object = {}): string {
  const sender = { name: '', address: 'a@b.example' };
  const brand = parseBrand({ colors: { primary: '#123456' } });
  const frame = { layout: 'none', brand, sender, purpose: 'promotional', preferencesUrl: undefined } as const;
  const contents = [{ language, subject: '', body: `<!doctype html>${body}` }];
  return renderEmail({ contents, data: { order, ...data }, frame }).html.slice('<!doctype html>'.length);
}

describe('what helpers write for shops', () => {
  test('a contact sees the lines of an order with picture, name, quantity and price', () => {
    const html = write('{{productList order.lines}}');
    expect(html.match(/<tr>/g)).toHaveLength(2);
    expect(html).toContain('src="https://shop.example/a.jpg?w=1&#38;h=2" alt="Daily lenses"');
    expect(html).toContain('<bdi>Daily lenses</bdi> &times;&nbsp;<bdi>2</bdi>');
    expect(html).toContain('<bdi>₪199.90</bdi>');
  });

  test('a contact sees no gap where no product has a picture', () => {
    const html = write('{{productList plain}}', 'en', { plain: [{ name: 'Mug', quantity: 1, price: 5 }] });
    expect(html).toContain('<bdi>Mug</bdi>');
    expect(html).not.toContain('width="64"');
  });

  test('a contact gets no script and no markup from the name, picture or address of a product', () => {
    const html = write('{{productList order.lines}}');
    expect(html).toContain('<bdi>&#60;b&#62;&#34;Drops&#34;&#60;/b&#62;</bdi></a>');
    expect(html).toContain('<a href="https://shop.example/drops"');
    expect(html).not.toMatch(/javascript|<b>/);
  });

  test('a contact who reads Hebrew sees the columns begin at the right', () => {
    const html = write('{{productList order.lines}}', 'he');
    expect(html).toMatch(/^<table role="presentation" dir="rtl"/);
    expect(html).toMatch(/<td align="right"[^>]*><bdi>Daily lenses/);
    expect(html).toMatch(/<td align="left"[^>]*><bdi>‏199.90/);
  });

  test('an operator limits the products and names the currency of those that bear none', () => {
    const data = { some: [{ name: 'A', price: 5, currency: 'USD' }, { name: 'B', price: null }, { name: 'C' }] };
    const html = write('{{productList some limit=2 currency="EUR"}}', 'en', data);
    expect(html).toContain('$5.00');
    expect(html).toContain('<bdi>B</bdi>');
    expect(html).not.toContain('<bdi>C</bdi>');
    expect(write('{{productList missing}}{{productList order}}')).toBe('');
  });

  test('a contact finds a button in the colours of the brand, and only the words where its address is none of the web', () => {
    const html = write('{{button url "Go & see"}}', 'en', { url: 'https://shop.example/?a=1&b="2"' });
    expect(html).toContain('bgcolor="#123456"');
    expect(html).toContain('<a href="https://shop.example/?a=1&#38;b=&#34;2&#34;"');
    expect(html).toContain('>Go &#38; see</a>');
    expect(write('{{button "javascript:alert(1)" "Go"}}')).toBe('Go');
    expect(write('{{button missing "Go"}}')).toBe('Go');
  });

  test('a contact reads a code from left to right in every language, and nothing where there is none', () => {
    expect(write('{{coupon "SAVE<10"}}', 'ar')).toMatch(/<td dir="ltr"[^>]*><bdi>SAVE&#60;10<\/bdi>/);
    expect(write('{{coupon missing}}')).toBe('');
  });

  test('an author says what stands in mails of one direction only, and turns a part round', () => {
    const body = '{{#rtl}}R{{else}}L{{/rtl}}{{#direction "ltr"}}x{{/direction}}';
    const turned = '<div dir="ltr" align="left" style="direction:ltr;text-align:left">x</div>';
    expect(write(body, 'he')).toBe(`R${turned}`);
    expect(write(body, 'en')).toBe(`L${turned}`);
    expect(write('{{#direction}}{{order.currency}}{{/direction}}', 'he')).toContain('dir="rtl" align="right"');
  });

  test('a template that writes lists without end is stopped', () => {
    const many = Array.from({ length: 3_000 }, () => 1);
    const body = '{{#each many}}{{#each ../many}}{{productList @root.order.lines}}{{/each}}{{/each}}';
    expect(() => write(body, 'en', { many })).toThrow(expect.objectContaining({ code: 'TEMPLATE_TOO_LARGE' }));
  });
});
