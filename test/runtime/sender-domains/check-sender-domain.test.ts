import { generateKeyPairSync } from 'node:crypto';

import { checkSenderDomain, systemDns, type SendingSetup } from '../../../packages/runtime/src/sender-domains';
import { startDnsServer, type Zone } from '../../support/dns-server';

const keyOf = (modulusLength: number) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  return {
    published: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
};
const strong = keyOf(2048);
const short = keyOf(1024);

const SETUP: SendingSetup = {
  dkim: { domain: 'shop.example', selector: 'mail', privateKey: strong.privateKey },
  bounceDomain: 'bounce.shop.example',
  smtpHost: 'email-smtp.eu-west-1.amazonaws.com',
};

const GOOD = {
  txt: {
    'bounce.shop.example': ['something=else', 'v=spf1 include:amazonses.com ~all'],
    'amazonses.com': ['v=spf1 ip4:192.0.2.0/24 -all'],
    'mail._domainkey.shop.example': [`v=DKIM1; k=rsa; p=${strong.published}`],
    '_dmarc.shop.example': ['v=DMARC1; p=quarantine; rua=mailto:dmarc@shop.example'],
  } as Record<string, readonly string[]>,
  mx: { 'shop.example': ['mx.shop.example'], 'bounce.shop.example': ['mx.shop.example'] },
} satisfies Zone;

/** What an operator is told, with other records in DNS than the good ones. */
async function check(
  txt: Record<string, readonly string[]> = {},
  more: Partial<Zone & { setup: SendingSetup; selector: string; domain: string }> = {},
) {
  const { setup = SETUP, selector, domain = 'shop.example', mx = GOOD.mx } = more;
  const server = await startDnsServer({ txt: { ...GOOD.txt, ...txt }, mx });
  try {
    const report = await checkSenderDomain(domain, { dns: systemDns([server.server]), setup, selector });
    const of = (name: string) => report.findings.find((finding) => finding.check === name)!;
    return { ...report, spf: of('spf'), dkim: of('dkim'), dmarc: of('dmarc'), mx: of('mx') };
  } finally {
    await server.close();
  }
}

test('an operator whose records are right is ready', async () => {
  const { isReady, findings } = await check();
  expect(findings.map((finding) => `${finding.check} ${finding.name} ${finding.status}`)).toEqual([
    'spf bounce.shop.example good',
    'dkim mail._domainkey.shop.example good',
    'dmarc _dmarc.shop.example good',
    'mx shop.example good',
    'mx bounce.shop.example good',
  ]);
  expect(isReady).toBe(true);
  expect((await check({}, { domain: 'Shop.Example.' })).domain).toBe('shop.example');
});

test('an operator without records is told which to add, and where', async () => {
  const nothing = Object.fromEntries(Object.keys(GOOD.txt).map((name) => [name, []]));
  const { isReady, findings } = await check(nothing, { mx: {} });
  expect(isReady).toBe(false);
  expect(findings.map(({ status }) => status)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong']);
  expect(findings.map(({ add }) => add)).toEqual([
    { type: 'TXT', name: 'bounce.shop.example', value: 'v=spf1 include:amazonses.com ~all' },
    { type: 'TXT', name: 'mail._domainkey.shop.example', value: `v=DKIM1; k=rsa; p=${strong.published}` },
    { type: 'TXT', name: '_dmarc.shop.example', value: 'v=DMARC1; p=none; rua=mailto:dmarc@shop.example' },
    { type: 'MX', name: 'shop.example', value: '10 mail.shop.example' },
    { type: 'MX', name: 'bounce.shop.example', value: '10 mail.bounce.shop.example' },
  ]);
});

test.each([
  [['v=spf1 include:amazonses.com -all', 'v=spf1 mx -all'], 'wrong', 'several'],
  [['v=spf1 include:amazonses.com +all'], 'wrong', 'everybody'],
  [['v=spf1 include:nowhere.example include:amazonses.com ~all'], 'wrong', 'nowhere.example'],
  [['v=spf1 include:amazonses.com a mx ptr exists:x a:a.x a:b.x a:c.x a:d.x a:e.x a:f.x ~all'], 'wrong', '11 look-ups'],
  [['v=spf1 include:bounce.shop.example include:amazonses.com ~all'], 'wrong', 'look-ups'],
  [['v=spf1 include:amazonses.com a mx ptr exists:x a:a.x a:b.x a:c.x a:d.x a:e.x ~all'], 'good', '10 look-ups'],
  [['v=spf1 mx ~all'], 'weak', 'include:amazonses.com'],
  [['v=spf1 include:amazonses.com'], 'weak', '~all'],
] as const)('of the SPF record %j an operator is told that it is %s', async (records, status, words) => {
  const { spf } = await check({ 'bounce.shop.example': records });
  expect([spf.status, spf.says.join(' ')]).toEqual([status, expect.stringContaining(words)]);
});

test('the look-ups of what is included count, too', async () => {
  const nested = Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [`s${index}.example`, [`v=spf1 include:s${index + 1}.example ~all`]]),
  );
  const { spf } = await check({
    ...nested,
    's11.example': ['v=spf1 -all'],
    'bounce.shop.example': ['v=spf1 redirect=s0.example'],
  });
  expect([spf.status, spf.says[0]]).toEqual(['wrong', expect.stringContaining('12 look-ups')]);
});

test.each([
  ['was taken back', 'v=DKIM1; k=rsa; p=', 'taken back'],
  ['is not the one in use', `v=DKIM1; k=rsa; p=${short.published}`, 'another key'],
])('of a key that %s an operator is told', async (_what, record, words) => {
  const { dkim } = await check({ 'mail._domainkey.shop.example': [record] });
  expect([dkim.status, dkim.says.join(' ')]).toEqual(['wrong', expect.stringContaining(words)]);
});

test('keys of a mail service are found by its selector, and short or broken ones are told of', async () => {
  const at = (record: string) => check({ 's1._domainkey.shop.example': [record] }, { selector: 's1' });
  expect((await at(`k=rsa; p=${strong.published}`)).dkim.status).toBe('good');
  expect((await at(`k=rsa; p=${short.published}`)).dkim).toMatchObject({ status: 'weak' });
  expect((await at('k=rsa; p=rubbish')).dkim).toMatchObject({ status: 'wrong' });
  expect((await check({}, { setup: { ...SETUP, dkim: undefined } })).dkim).toMatchObject({ status: 'unknown' });
});

test.each([
  [['v=DMARC1; p=none; rua=mailto:x@shop.example'], 'weak', 'only watches'],
  [['v=DMARC1; p=reject'], 'weak', 'reports'],
  [['v=DMARC1'], 'wrong', 'no policy'],
  [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'wrong', 'several'],
] as const)('of the policy %j an operator is told that it is %s', async (records, status, words) => {
  const { dmarc } = await check({ '_dmarc.shop.example': records });
  expect([dmarc.status, dmarc.says.join(' ')]).toEqual([status, expect.stringContaining(words)]);
});

test('a policy counts for the domains below it, as it says itself', async () => {
  const below = { domain: 'news.shop.example', mx: { ...GOOD.mx, 'news.shop.example': ['mx.shop.example'] } };
  const { dmarc } = await check({}, below);
  expect([dmarc.name, dmarc.status]).toEqual(['_dmarc.shop.example', 'good']);
  const strict = 'v=DMARC1; p=reject; sp=none; adkim=s; aspf=s; rua=mailto:x@shop.example';
  const other = await check({ '_dmarc.shop.example': [strict] }, below);
  expect([other.dmarc.status, other.dmarc.says[0]]).toEqual(['wrong', expect.stringContaining('neither belongs to')]);
});

test('mails that are signed and bounce as somebody else are not the domain’s', async () => {
  const setup = {
    ...SETUP,
    bounceDomain: 'bounce.service.example',
    dkim: { ...SETUP.dkim!, domain: 'service.example' },
  };
  const { dmarc } = await check({}, { setup });
  expect([dmarc.status, dmarc.says[0]]).toEqual(['wrong', expect.stringContaining('service.example')]);
});

test('a domain that takes no mail, and one whose DNS fails', async () => {
  expect((await check({}, { mx: { ...GOOD.mx, 'shop.example': [''] } })).mx).toMatchObject({ status: 'wrong' });
  const broken = await check({}, { domain: 'broken.example' });
  expect([broken.isReady, broken.dmarc.status, broken.mx.status]).toEqual([false, 'unknown', 'unknown']);
});

test.each(['', 'shop', 'anna@shop.example', 'shop..example', '-', `${'x'.repeat(64)}.example`, 'shop.example/x'])(
  '"%s" is no domain',
  async (name) => {
    const dns = { txt: async () => [], mx: async () => [] };
    const checking = checkSenderDomain(name, { dns, setup: SETUP });
    await expect(checking).rejects.toMatchObject({ code: 'SENDER_DOMAIN_INVALID' });
  },
);
