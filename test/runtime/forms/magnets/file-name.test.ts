import { attachmentHeader, safeFileName } from '../../../../packages/runtime/src/forms/magnets/file-name';
import { mediaTypeOf } from '../../../../packages/runtime/src/forms/magnets/media-type';

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\windows\\guide.pdf', 'guide.pdf'],
  ['..', 'download'],
  ['.htaccess', 'htaccess'],
  ['a\r\nset-cookie: x.pdf', 'a set-cookie- x.pdf'],
  ['fdp.\u202eexe', 'fdp.exe'],
  ['\u0000', 'download'],
  [`${'ש'.repeat(400)}.pdf`, `${'ש'.repeat(150)}.pdf`],
])('people never save a file as %j', (given, saved) => expect(safeFileName(given)).toBe(saved));

test('a name in any script comes over whole, and nothing of it ends the header', () => {
  expect(attachmentHeader(`מדריך "1" (2)'.pdf`)).toBe(
    `attachment; filename="_____ _1_ (2)'.pdf"; filename*=UTF-8''%D7%9E%D7%93%D7%A8%D7%99%D7%9A%20%221%22%20%282%29%27.pdf`,
  );
});

test.each([
  ['guide.PDF', 'application/pdf'],
  ['page.html', 'application/octet-stream'],
  ['picture.svg', 'application/octet-stream'],
  ['x.constructor', 'application/octet-stream'],
  ['none', 'application/octet-stream'],
])('%s is served as %s', (name, type) => expect(mediaTypeOf(name)).toBe(type));
