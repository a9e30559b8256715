import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { AesCipher, checkEncryptionKey, CredentialStore, loadSecret } from '../../../packages/runtime/src/credentials';
import { openDatabase } from '../../../packages/runtime/src/db';
import { systemClock } from '../../../packages/runtime/src/shared';

describe('secrets at rest', () => {
  test('what is encrypted twice looks different and reads the same', () => {
    const cipher = new AesCipher('the key of an operator');
    const [first, second] = [cipher.encrypt('שלום'), cipher.encrypt('שלום')];
    expect(first).not.toBe(second);
    expect([cipher.decrypt(first), cipher.decrypt(second)]).toEqual(['שלום', 'שלום']);
  });

  test('an operator with another key, or a changed byte, gets an error that says what to do', () => {
    const text = new AesCipher('the key of an operator').encrypt('secret');
    const changed = text.slice(0, -4) + (text.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    for (const read of [
      () => new AesCipher('another key').decrypt(text),
      () => new AesCipher('the key of an operator').decrypt(changed),
      () => new AesCipher('the key of an operator').decrypt('plain'),
    ]) {
      expect(read).toThrow(expect.objectContaining({ code: 'CREDENTIAL_UNREADABLE' }));
    }
  });

  test('the store holds no secret in the clear, and lists none', async () => {
    const database = await openDatabase('sqlite::memory:');
    const store = new CredentialStore(database, new AesCipher('the key of an operator'), systemClock);
    const { id } = await store.create(1, { name: 'Mail', type: 'smtp', data: { password: 'hunter2-hunter2' } });
    expect(JSON.stringify(await database.all('SELECT * FROM credential'))).not.toContain('hunter2');
    expect(JSON.stringify(await store.list(1))).not.toContain('hunter2');
    expect(await store.decrypted(1, id)).toEqual({ password: 'hunter2-hunter2' });
    await expect(store.decrypted(2, id)).rejects.toMatchObject({ code: 'CREDENTIAL_NOT_FOUND' });
    await database.close();
  });
});

test('a server that is started with another key than its secrets were made with says so', async () => {
  const database = await openDatabase('sqlite::memory:');
  const cipher = new AesCipher('the key of an operator');
  await checkEncryptionKey(database, new AesCipher('any key will do while nothing is stored'));
  await new CredentialStore(database, cipher, systemClock).create(1, { name: 'Mail', type: 'smtp', data: {} });
  await checkEncryptionKey(database, cipher);
  await expect(checkEncryptionKey(database, new AesCipher('another key'))).rejects.toMatchObject({
    code: 'ENCRYPTION_KEY_WRONG',
  });
  await database.close();
});

describe('the keys in the data folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a key is made once, readable by its owner only, and found again', () => {
    const made = loadSecret(folder, 'encryption-key', undefined);
    expect(loadSecret(folder, 'encryption-key', undefined)).toBe(made);
    expect(readFileSync(path.join(folder, 'encryption-key'), 'utf8').trim()).toBe(made);
    expect(statSync(path.join(folder, 'encryption-key')).mode & 0o777).toBe(0o600);
  });

  test('a key from the environment wins and is not written down', () => {
    expect(loadSecret(folder, 'encryption-key', 'from the environment')).toBe('from the environment');
    expect(() => statSync(path.join(folder, 'encryption-key'))).toThrow('ENOENT');
  });

  test('an operator whose key file is empty is told so, instead of getting a new key', () => {
    writeFileSync(path.join(folder, 'encryption-key'), '\n');
    expect(() => loadSecret(folder, 'encryption-key', undefined)).toThrow(
      expect.objectContaining({ code: 'DATA_FOLDER_UNUSABLE' }),
    );
  });
});
