import { systemDns } from '../../../../packages/runtime/src/sender-domains';
import { startDnsServer } from '../../../support/dns-server';
import { openTestApp } from '../../../support/open-test-app';

jest.setTimeout(60_000);

test('an operator asks by the API whether mails of a domain are believed', async () => {
  const server = await startDnsServer({ mx: { 'shop.example': ['mx.shop.example'] } });
  const app = await openTestApp({}, { dns: systemDns([server.server]) });
  try {
    const { status, body } = await app.api('GET', '/sender-domains/Shop.example/check?selector=s1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ domain: 'shop.example', isReady: false });
    const { findings } = body as { findings: any[] };
    expect(findings.map((finding) => `${finding.check} ${finding.name} ${finding.status}`)).toEqual([
      'spf shop.example wrong',
      'dkim s1._domainkey.shop.example wrong',
      'dmarc _dmarc.shop.example wrong',
      'mx shop.example good',
    ]);
    expect(await app.api('GET', '/sender-domains/nothing/check')).toMatchObject({
      status: 400,
      body: { code: 'SENDER_DOMAIN_INVALID' },
    });
  } finally {
    await app.close();
    await server.close();
  }
});
