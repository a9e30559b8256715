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
