import { parseMultipart } from '../../../packages/runtime/src/webhooks/parse-multipart';

const TYPE = 'multipart/form-data; boundary=x-y';
const parse = (body: string, type = TYPE) => parseMultipart(type, Buffer.from(body, 'latin1'));

test('a caller’s form is taken apart, with the bytes of its files as they are', () => {
  const bytes = '\u0000\u00ff\r\n--x-z\r\n';
  const body = [
    '--x-y\r\nContent-Disposition: form-data; name="name"\r\n\r\nDana\r\n',
    `--x-y\r\ncontent-disposition: form-data; filename="a \\"b\\".bin"; name="file"\r\nContent-Type: image/png; x=1\r\n\r\n${bytes}\r\n`,
    '--x-y\r\nContent-Disposition: form-data; name="%22q%22"; filename=""\r\n\r\n\r\n--x-y--\r\n',
  ].join('');
  const [name, file, empty] = parse(body);
  expect(name).toMatchObject({ name: 'name', fileName: undefined, type: undefined, content: Buffer.from('Dana') });
  expect(file).toMatchObject({
    name: 'file',
    fileName: 'a "b".bin',
    type: 'image/png',
    content: Buffer.from(bytes, 'latin1'),
  });
  expect(empty).toMatchObject({ name: '"q"', fileName: '' });
});

test('what a form of a browser or of Node holds is read as it was put in', async () => {
  const form = new FormData();
  form.append('שם', 'דנה\r\nשורה');
  form.append('file', new Blob(['x'.repeat(100_000)]), 'ملف.txt');
  const sent = new Response(form);
  const [field, file] = parseMultipart(sent.headers.get('content-type') ?? '', Buffer.from(await sent.arrayBuffer()));
  expect([field?.name, field?.content.toString()]).toEqual(['שם', 'דנה\r\nשורה']);
  expect([file?.fileName, file?.content.length]).toEqual(['ملف.txt', 100_000]);
});

test.each([
  ['no boundary', 'multipart/form-data', '--x-y--'],
  ['no delimiter', TYPE, 'nothing of the kind'],
  ['no end', TYPE, '--x-y\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'],
  ['no head', TYPE, '--x-y\r\nDana\r\n--x-y--'],
  ['no name', TYPE, '--x-y\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x-y--'],
  ['too many parts', TYPE, `${'--x-y\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(1_001)}--x-y--`],
])('a form with %s is refused', (_what, type, body) => {
  expect(() => parse(body, type)).toThrow(expect.objectContaining({ code: 'BODY_INVALID' }) as Error);
});

test('a form without parts is empty', () => {
  expect(parse('--x-y--\r\n')).toEqual([]);
});
