import {
  renderWhatsapp,
  type WhatsappRender,
} from '../../../../packages/runtime/src/messages/whatsapp/render-whatsapp';

const CONTENTS: WhatsappRender['contents'] = [
  { language: 'en', template: { name: 'cart', language: 'en_US', body: [{ text: '{{contact.firstName}}' }] } },
  {
    language: 'he',
    text: 'שלום {{contact.firstName}}\n{{order.total}}',
    template: {
      name: ' cart ',
      language: 'he',
      body: [{ name: ' who ', text: ' {{contact.firstName}}\n\t  & co ' }, { text: '{{gift}}' }],
      header: {
        kind: 'document',
        value: 'https://shop.example/{{order.number}}.pdf',
        filename: '{{order.number}}.pdf',
      },
      buttons: [{ index: 0, suffix: 'c/{{gift}} a' }],
    },
  },
];
const render = (changes: Partial<WhatsappRender> = {}) =>
  renderWhatsapp({
    contents: CONTENTS,
    locale: 'he-IL',
    data: { contact: { firstName: "Dana <O'Neil>" }, order: { number: '7', total: '₪9' }, gift: 'כוס' },
    ...changes,
  });

test('a contact gets text and template of their language, with values as they are', () => {
  expect(render()).toEqual({
    language: 'he',
    text: "שלום Dana <O'Neil>\n₪9",
    template: {
      name: 'cart',
      language: 'he',
      // Meta takes neither line breaks nor rows of spaces at a place.
      body: [{ name: 'who', text: "Dana <O'Neil> & co" }, { text: 'כוס' }],
      header: { kind: 'document', url: 'https://shop.example/7.pdf', filename: '7.pdf' },
      buttons: [{ index: 0, suffix: 'c/כוס%20a' }],
    },
    empty: [],
  });
});

test.each([
  ['ar', 'en', 'en_US'],
  ['en-GB', 'en', 'en_US'],
  ['he', 'he', 'he'],
])(
  'a contact with the locale %s gets the content %s, with the code that was approved for it: %s',
  (locale, language, code) => {
    expect(render({ locale })).toMatchObject({ language, template: { language: code } });
  },
);

test('an operator learns at which places nothing stands', () => {
  const nobody = { contact: {}, order: {} };
  expect(render({ data: nobody })).toMatchObject({ empty: ['body 2'] });
  expect(render({ data: nobody, locale: 'en' })).toMatchObject({ empty: ['body 1'] });
  const header = { kind: 'text', value: '{{x}}' } as const;
  const contents = [
    { language: 'en', template: { name: 'a', language: 'en', header, buttons: [{ index: 2, suffix: '' }] } },
  ];
  expect(render({ contents })).toMatchObject({ empty: ['header', 'button 2'] });
});

test('a text of which nothing is left is none', () => {
  expect(render({ contents: [{ language: 'he', text: '{{nothing}}' }] })).toMatchObject({ text: null, template: null });
});

test.each([
  [[], 'LANGUAGE_MISSING'],
  [[{ language: 'en' }], 'WHATSAPP_CONTENT_INVALID'],
  [[{ language: 'en', text: '{{#if}' }], 'TEMPLATE_INVALID'],
  [[{ language: 'en', template: { name: 'a', language: 'en', body: [{ text: '{{> x}}' }] } }], 'TEMPLATE_INVALID'],
])('an operator who writes %j is told what is wrong', (contents, code) => {
  expect(() => render({ contents })).toThrow(expect.objectContaining({ code }) as Error);
});
