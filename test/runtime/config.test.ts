import { generateKeyPairSync } from 'node:crypto';

import { readConfig } from '../../packages/runtime/src/config';

describe('settings', () => {
  test('an operator who sets nothing gets a server on this machine with SQLite in ./data', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 5680,
      publicUrl: 'http://127.0.0.1:5680',
      databaseUrl: expect.stringMatching(/^sqlite:.*\/data\/aftercart\.sqlite$/),
      smtpUrl: undefined,
      demo: undefined,
    });
  });

  test('an operator who signs mails gives all of the key, in one line or several', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const env = { AFTERCART_DKIM_DOMAIN: 'shop.example', AFTERCART_DKIM_SELECTOR: 'mails' };
    const dkim = { domain: 'shop.example', selector: 'mails', privateKey: pem };
    for (const AFTERCART_DKIM_PRIVATE_KEY of [pem, pem.replaceAll('\n', '\\n')])
      expect(readConfig({ ...env, AFTERCART_DKIM_PRIVATE_KEY })).toMatchObject({ dkim });
    const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const wrong of [env, ...['no key', other].map((key) => ({ ...env, AFTERCART_DKIM_PRIVATE_KEY: key }))])
      expect(() => readConfig(wrong)).toThrow(/AFTERCART_DKIM_PRIVATE_KEY/);
    expect(readConfig({}).dkim).toBeUndefined();
  });

  test('an empty setting is as good as none', () => {
    expect(readConfig({ AFTERCART_SMTP_URL: '', AFTERCART_API_KEY: '' })).toMatchObject({
      smtpUrl: undefined,
      apiKey: undefined,
    });
  });

  test('an operator with several wrong settings hears of all of them at once', () => {
    const read = () =>
      readConfig({
        AFTERCART_PORT: 'mail',
        AFTERCART_SMTP_URL: 'mail.example',
        AFTERCART_TIME_ZONE: 'Vienna',
        AFTERCART_API_KEY: 'short',
      });
    expect(read).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    for (const name of ['AFTERCART_PORT', 'AFTERCART_SMTP_URL', 'AFTERCART_TIME_ZONE', 'AFTERCART_API_KEY']) {
      expect(read).toThrow(new RegExp(name));
    }
  });
});
