import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../fixtures/returned-mails');

/** A mail that came back, of the shape that a mail server gives it, about a message of the test. */
export function returnedMail(
  name: string,
  about: { readonly returnPath?: string; readonly messageId?: string; readonly token?: string } = {},
): Buffer {
  const { returnPath = 'bounces@shop.example', messageId = '<somebody-elses@shop.example>', token = '' } = about;
  const text = readFileSync(path.join(FOLDER, `${name}.eml`), 'utf8')
    .replaceAll('{{returnPath}}', returnPath)
    .replaceAll('{{messageId}}', messageId)
    .replaceAll('{{token}}', token);
  return Buffer.from(text.replace(/\r?\n/g, '\r\n'));
}
