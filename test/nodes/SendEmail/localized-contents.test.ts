import { localizedContents } from '../../../nodes/SendEmail/localized-contents';

const english = { language: 'en', subject: 'Hello', body: '<p>Hi</p>' };

test('each language comes with its own subject and body', () => {
  const hebrew = { language: 'he', subject: 'שלום', body: '<p>היי</p>' };
  const brazilian = { language: 'other', otherLanguage: 'pt-br', subject: 'Olá', body: '<p>Oi</p>' };
  expect(localizedContents([english, hebrew, brazilian])).toEqual([
    english,
    hebrew,
    { language: 'pt-BR', subject: 'Olá', body: '<p>Oi</p>' },
  ]);
});

test('a language that nobody has written yet leaves its contacts to the first one', () => {
  expect(localizedContents([english, { language: 'he', subject: 'שלום', body: ' ' }])).toEqual([english]);
  expect(localizedContents([english, { language: 'ar', subject: '', body: '<p>أهلا</p>' }])[1]).toEqual({
    language: 'ar',
    subject: 'Hello',
    body: '<p>أهلا</p>',
  });
});

test.each([
  [[], 'The e-mail has no content'],
  [[{ ...english, subject: '' }], 'The e-mail has no subject in its first language'],
  [[english, english], 'The e-mail has two contents in the language "en"'],
  [[{ ...english, language: 'other', otherLanguage: 'in English' }], '"in English" is not a language tag'],
])('an e-mail that cannot be sent says why: %p', (entries, message) => {
  expect(() => localizedContents(entries)).toThrow(message);
});
