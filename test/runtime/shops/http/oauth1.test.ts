import { oauthHeader, oauthParameters } from '../../../../packages/runtime/src/shops/http';

const KEYS = { consumerKey: 'ck_1', consumerSecret: 'cs_1' };
const ONCE = { nonce: 'abc', timestamp: 1_700_000_000 };

/** The signatures were made by another implementation (Python's hmac over the text that RFC 5849 describes). */
describe('a request that is signed by OAuth 1.0a', () => {
  test('has its parameters sorted and encoded twice', () => {
    const url = 'http://shop.test/wp-json/wc/v3/orders?status=any&search=a%20b%2B%27!&page=1';
    expect(oauthParameters('GET', url, KEYS, ONCE)).toEqual({
      oauth_consumer_key: 'ck_1',
      oauth_nonce: 'abc',
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: '1700000000',
      oauth_version: '1.0',
      oauth_signature: 'it5uzcDRhylDzJEi9wX6WiH02Z5EH88lTCPlUPFyDmw=',
    });
  });

  test('by four keys is signed with both secrets', () => {
    const keys = { ...KEYS, token: 't_1', tokenSecret: 'ts_1' };
    expect(oauthParameters('POST', 'https://shop.test/rest/V1/orders', keys, ONCE)).toMatchObject({
      oauth_token: 't_1',
      oauth_signature: 'vzb08V26turhpVBEfgMMbrrac1kRsqG4X0WgcE58iw0=',
    });
    expect(oauthHeader('POST', 'https://shop.test/rest/V1/orders', keys)).toMatch(/^OAuth oauth_consumer_key="ck_1", /);
  });

  test('is never signed twice in the same way', () => {
    const sign = () => oauthParameters('GET', 'http://shop.test/', KEYS).oauth_signature;
    expect(sign()).not.toBe(sign());
  });
});
