import { parseBody } from '../../../packages/runtime/src/webhooks/parse-body';

const parse = (type: string, text: string) => parseBody(type, Buffer.from(text), 'utf-8');

test('a body of XML is an object, with small tags and a list where a tag comes twice', async () => {
  const order = '<Order id="7"><Item>Cup</Item><Item> Plate\n deep </Item><Note/></Order>';
  for (const type of ['application/xml', 'text/xml', 'application/soap+xml']) {
    expect(await parse(type, order)).toEqual({ order: { $: { id: '7' }, item: ['Cup', 'Plate deep'], note: '' } });
  }
});

test('what only says that it is XML or JSON is turned away with what is wrong', async () => {
  await expect(parse('text/xml', '<order><item></order>')).rejects.toMatchObject({ code: 'BODY_INVALID' });
  await expect(parse('application/json', '{"a":')).rejects.toMatchObject({ code: 'BODY_NOT_JSON' });
});

test('XML cannot reach into the prototype of objects, nor into files', async () => {
  await parse('text/xml', '<a><__proto__><polluted>yes</polluted></__proto__></a>');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
  const outside = '<!DOCTYPE a [<!ENTITY file SYSTEM "file:///etc/hostname">]><a>&file;</a>';
  await expect(parse('text/xml', outside)).rejects.toMatchObject({ code: 'BODY_INVALID' });
});

test('a form is its fields, plain text is the text, and nothing is an empty object', async () => {
  expect(await parse('application/x-www-form-urlencoded', 'a=1&a=2&b=x')).toEqual({ a: ['1', '2'], b: 'x' });
  expect(await parse('text/plain', 'hello')).toBe('hello');
  expect(await parse('application/json', '')).toEqual({});
  expect(await parse('application/pdf', '%PDF')).toBeUndefined();
});
