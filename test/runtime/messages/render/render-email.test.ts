import { parseBrand, plainData, renderEmail, type RenderRequest } from '../../../../packages/runtime/src/messages';

const order = {
  number: '1042',
  total: 249.9,
  currency: 'ILS',
  placedAt: '2026-11-22T22:30:00.000Z',
  lines: [
    { name: 'Daily lenses', total: 199.9 },
    { name: '<b>Drops</b>', total: 50 },
  ],
  coupons: ['WELCOME', 'VIP'],
};

function render(content: { subject?: string; body?: string; language?: string }, changes: Partial<RenderRequest> = {}) {
  const { subject = '', body = '', language = 'en' } = content;
  return renderEmail({ contents: [{ language, subject, body }], data: { order }, ...changes });
}

/** What a body writes, without the document around it. */
function bodyOf(body: string, changes: Partial<RenderRequest> = {}, language = 'en'): string {
  const { html } = render({ body: `<!doctype html>${body}`, language }, changes);
  return html.slice('<!doctype html>'.length);
}

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the content of a mail', () => {
  const contents = ['en', 'he', 'pt-PT', 'pt-BR'].map((language) => ({ language, subject: language, body: '' }));

  test.each([
    ['he', 'he'],
    ['he-IL', 'he'],
    ['he_IL', 'he'],
    ['iw_IL', 'he'],
    ['pt-br', 'pt-BR'],
    ['pt', 'pt-PT'],
    ['fr', 'en'],
    ['not a language', 'en'],
    [null, 'en'],
  ])('a contact whose locale is %s reads %s', (locale, language) => {
    expect(renderEmail({ contents, locale, data: {} })).toMatchObject({ language, subject: language });
  });

  test('a contact without a locale reads the language of the workspace', () => {
    expect(renderEmail({ contents, fallbackLocale: 'he', data: {} }).language).toBe('he');
    expect(renderEmail({ contents, locale: 'fr', fallbackLocale: 'he', data: {} }).language).toBe('en');
  });

  test('an operator who gives no content is told so', () => {
    expect(codeOf(() => renderEmail({ contents: [], data: {} }))).toMatchObject({ code: 'LANGUAGE_MISSING' });
  });
});

describe('the subject', () => {
  test('is plain text on one line, whatever the values hold', () => {
    const data = { name: 'Tom & "Co"\r\nBcc: all@example.com\u2028x\u0000' };
    expect(render({ subject: ' Hi {{name}} ' }, { data }).subject).toBe('Hi Tom & "Co" Bcc: all@example.com x');
  });

  test('in Hebrew keeps an amount together', () => {
    const { subject } = render({ subject: 'סכום {{money order.total order.currency}}', language: 'he' });
    expect(subject).toMatch(/^סכום \u2068.*249\.90.*₪\u2069$/);
    expect(render({ subject: '{{money order.total order.currency}}' }).subject).toBe('₪249.90');
  });
});

describe('the body', () => {
  test('escapes values', () => {
    expect(bodyOf('{{#each order.lines}}<i>{{name}}</i>{{/each}}')).toBe(
      '<i>Daily lenses</i><i>&lt;b&gt;Drops&lt;/b&gt;</i>',
    );
  });

  test('becomes a whole document that says language and direction inside and out', () => {
    const { html, direction } = render({ subject: 'א & ב', body: '<p>שלום</p>', language: 'he' });
    expect(direction).toBe('rtl');
    expect(html).toMatch(/^<!doctype html>\n<html lang="he" dir="rtl">/);
    expect(html).toContain('<title>א &#38; ב</title>');
    expect(html).toMatch(/<body dir="rtl"[^>]*>\s*<table [^>]*lang="he" dir="rtl"[^>]*>\s*<tr><td lang="he" dir="rtl"/);
  });

  test('that is a whole document stays as it is', () => {
    const body = '<!DOCTYPE html>\n<html lang="en"><body>Hi</body></html>';
    expect(render({ body }).html).toBe(body);
  });

  test('leaves missing values empty', () => {
    expect(bodyOf('[{{nobody.name}}{{order.lines.7.name}}{{money order.none order.currency}}{{date none}}]')).toBe(
      '[]',
    );
  });
});

describe('the text part', () => {
  test('is made from the HTML', () => {
    const { text } = render({
      body: '<h1>Hello</h1><p>See <a href="https://shop.example/o/1">your order</a></p><img src="x" alt="logo">',
    });
    expect(text).toBe('Hello\n\nSee your order [https://shop.example/o/1]');
  });

  test('isolates amounts where it runs from right to left', () => {
    const body = '<p>{{money order.total order.currency}}</p>';
    expect(render({ body, language: 'he' }).text).toMatch(/^\u2068.*249\.90.*\u2069$/);
    expect(render({ body }).text).toBe('₪249.90');
  });
});

describe('helpers', () => {
  test.each([
    ['{{money 12.5 "EUR"}}', 'en', '<bdi>€12.50</bdi>'],
    ['{{money "12.5" "KWD"}}', 'en', '<bdi>KWD\u00a012.500</bdi>'],
    ['{{money 12 "points"}}', 'en', '<bdi>12.00 points</bdi>'],
    ['{{money 1200 "JPY"}}', 'de', '<bdi>1.200\u00a0¥</bdi>'],
    ['{{money "free" "EUR"}}', 'en', ''],
    ['{{date order.placedAt}}', 'en', 'November 22, 2026'],
    ['{{date order.placedAt}}', 'he', '22 בנובמבר 2026'],
    ['{{date order.placedAt style="short" time=true}}', 'de', '22.11.26, 22:30'],
    ['{{date "soon"}}', 'en', ''],
    ['{{default order.note "none"}}', 'en', 'none'],
    ['{{default order.number "none"}}', 'en', '1042'],
    ['{{dir}} {{lang}}', 'ar', 'rtl ar'],
    ['{{#if (eq order.number 1042)}}yes{{else}}no{{/if}}', 'en', 'yes'],
    ['{{#if (eq order.number order.missing)}}yes{{else}}no{{/if}}', 'en', 'no'],
    ['{{join order.coupons ", "}}', 'en', 'WELCOME, VIP'],
    ['{{join order.lines " + " key="name"}}', 'en', 'Daily lenses + &lt;b&gt;Drops&lt;/b&gt;'],
    ['{{join order.missing}}', 'en', ''],
  ])('%s in %s writes %s', (body, language, expected) => {
    expect(bodyOf(body, {}, language)).toBe(expected);
  });

  test('a contact in another zone reads the day of that zone', () => {
    expect(bodyOf('{{date order.placedAt}}', { timeZone: 'Asia/Jerusalem' })).toBe('November 23, 2026');
    expect(bodyOf('{{date order.placedAt}}', { timeZone: 'Nowhere/Land' })).toBe('November 22, 2026');
    expect(bodyOf('{{date "2026-11-22"}}', { timeZone: 'America/New_York' })).toBe('November 22, 2026');
  });

  test('a British contact reads an English mail with British dates', () => {
    expect(bodyOf('{{date order.placedAt}}', { locale: 'en-GB' })).toBe('22 November 2026');
  });
});

describe('a template with a mistake', () => {
  test.each([
    ['one\ntwo {{#if order}}\nthree', 3, /ends too early/],
    ['one {{order', 1, /near "one \{\{order"/],
    ['one\n{{#if order}}x{{/each}}', 2, /if doesn't match each/],
    ['one\n\n{{shout order.number}}', 3, /no helper "shout"/],
    ['{{log order}}', 1, /no helper "log"/],
    ['x\n{{> footer}}', 2, /partials/],
    ['x\n{{#*inline "a"}}x{{/inline}}', 2, /partials/],
    ['{{#each}}x{{/each}}', null, /takes one list/],
  ])('%j is refused with its line and the reason', (body, line, reason) => {
    const error = codeOf(() => render({ body, language: 'he' }));
    expect(error).toMatchObject({ code: 'TEMPLATE_INVALID', details: { part: 'body', language: 'he', line } });
    expect((error as Error).message).toMatch(reason);
  });
});

describe('a hostile template', () => {
  test.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{order.constructor.name}}',
    '{{lookup order "constructor"}}',
    '{{lookup (lookup order.lines "map") "constructor"}}',
    '{{order.lines.map}}',
    '{{#with "s" as |string|}}{{string.sub.apply}}{{/with}}',
    '{{@root.constructor}}{{@render.constructor}}{{@render.spend}}',
    '{{join order.lines key="__proto__"}}',
  ])('%s reaches nothing', (body) => {
    expect(bodyOf(body)).toBe('');
  });

  test('cannot call what the values hold', () => {
    expect(bodyOf('[{{run}}]', { data: plainData({ run: () => 'called' }) })).toBe('[]');
  });

  test('cannot loop without end', () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => index);
    const body = '{{#each n}}{{#each ../n}}{{#each ../../n}}{{/each}}{{/each}}{{/each}}';
    expect(codeOf(() => render({ body }, { data: { n: numbers } }))).toMatchObject({ code: 'TEMPLATE_TOO_LARGE' });
    const sections = '{{#n}}{{#@root.n}}{{#@root.n}}{{/@root.n}}{{/@root.n}}{{/n}}';
    expect(codeOf(() => render({ body: sections }, { data: { n: numbers } }))).toMatchObject({
      code: 'TEMPLATE_TOO_LARGE',
    });
  });

  test('cannot write without end', () => {
    const data = { n: Array.from({ length: 500 }, () => 0), text: 'x'.repeat(10_000) };
    const loop = '{{#each n}}{{../text}}{{/each}}';
    expect(codeOf(() => render({ body: loop }, { data }))).toMatchObject({ code: 'TEMPLATE_TOO_LARGE' });
    expect(codeOf(() => render({ body: '{{text}}'.repeat(300) }, { data }))).toMatchObject({
      code: 'TEMPLATE_TOO_LARGE',
    });
  });

  test('may not be larger than 512 kB, and a large one is rendered', () => {
    expect(codeOf(() => render({ body: 'ש'.repeat(262_145) }))).toMatchObject({ code: 'TEMPLATE_TOO_LARGE' });
    const body = `<p>{{order.number}}</p>${'<!-- x -->'.repeat(30)}\n`.repeat(1_500);
    expect(render({ body }).text).toContain('1042');
  });

  test.each([
    ['blocks', '{{#if order}}'.repeat(200) + '{{/if}}'.repeat(200)],
    ['inverse blocks', '{{^order}}'.repeat(200) + '{{/order}}'.repeat(200)],
    ['alternatives', `{{#if order}}${'{{else if order}}'.repeat(200)}{{/if}}`],
    ['parentheses', `{{eq ${'(eq '.repeat(60)}${')'.repeat(60)}}}`],
    ['expressions', '{{order.number}}'.repeat(2_001)],
    ['arguments', `{{join ${'order '.repeat(200)}}}`],
    ['an expression without an end', `{{order${' x'.repeat(600)}`],
    ['much inside expressions', `{{join ${'order '.repeat(100)}}}`.repeat(100)],
  ])('with too many %s is refused before it costs time', (_what, body) => {
    expect(codeOf(() => render({ body }))).toMatchObject({ code: 'TEMPLATE_TOO_LARGE' });
  });

  test('that nests HTML without end makes no text part, but a mail', () => {
    expect(render({ body: '<div>'.repeat(50_000) }).html).toContain('<div>');
  });
});

describe('who tells a mail', () => {
  const body = '{{default narrator "Noa"}}';
  const narrated = (narrator: Record<string, string>, language = 'en') =>
    bodyOf(body, { frame: { ...FRAME, brand: { ...FRAME.brand, narrator } } }, language);

  test.each([
    [{ en: 'Emma', he: 'נועה' }, 'he', 'נועה'],
    [{ en: 'Emma', he: 'נועה' }, 'en-GB', 'Emma'],
    [{ he: 'נועה' }, 'ar', 'נועה'],
    [{}, 'en', 'Noa'],
  ])('a reader of a brand with %j reads in %s the name %s', (narrator, language, name) => {
    expect(narrated(narrator, language)).toBe(name);
  });

  test('a mail of a workspace without a brand is told by the one that it names itself', () => {
    expect(bodyOf(body)).toBe('Noa');
    expect(bodyOf(body, { data: { narrator: 'Dana' } })).toBe('Dana');
  });
});

const FRAME = {
  layout: 'default',
  brand: parseBrand({}),
  sender: { name: 'Shop', address: 'shop@example.com' },
  purpose: 'transactional',
  preferencesUrl: undefined,
} as const;
