import { classifyOpen, isScan } from '../../../packages/runtime/src/tracking/classify-fetch';

const SENT = { status: 'sent', sentAt: 1_000_000 };
const LATER = SENT.sentAt + 60_000;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const OUTLOOK =
  'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; Microsoft Outlook 16.0.17328; ms-office)';
const get = (userAgent: string | undefined) => ({ method: 'GET', userAgent });

test.each([
  ['human', IPHONE],
  ['human', CHROME],
  ['human', OUTLOOK],
  ['human', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.3.0'],
  ['proxy', 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'],
  ['proxy', 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html'],
  ['machine', 'Mozilla/5.0'],
  ['machine', ''],
  ['machine', undefined],
  ['machine', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['machine', 'python-requests/2.32'],
])('whoever opens is a %s: %s', (expected, userAgent) => {
  expect(classifyOpen(get(userAgent), SENT, LATER)).toBe(expected);
});

test('nobody opens a mail in the second that it arrives, or before it is sent', () => {
  expect(classifyOpen(get(IPHONE), SENT, SENT.sentAt + 2_999)).toBe('machine');
  expect(classifyOpen(get(IPHONE), SENT, SENT.sentAt + 3_000)).toBe('human');
  expect(classifyOpen(get(IPHONE), { status: 'sending', sentAt: null }, LATER)).toBe('machine');
  // It arrived, whatever is known of its sending.
  expect(classifyOpen(get(IPHONE), { status: 'uncertain', sentAt: null }, LATER)).toBe('human');
});

test.each([
  [false, 'GET', CHROME],
  [false, 'GET', IPHONE],
  [true, 'HEAD', CHROME],
  [true, 'GET', 'Mozilla/5.0'],
  [true, 'GET', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
  [true, 'GET', 'Barracuda Sentinel (EE)'],
  [true, 'GET', 'curl/8.5.0'],
])('whether a click is a scan (%s) shows in %s by %s', (expected, method, userAgent) => {
  expect(isScan({ method, userAgent }, SENT, LATER)).toBe(expected);
});

test('a link that is followed while the mail is handed over is followed by a gateway', () => {
  expect(isScan(get(CHROME), { status: 'sending', sentAt: null }, LATER)).toBe(true);
  expect(isScan(get(CHROME), SENT, SENT.sentAt + 1_000)).toBe(true);
});
