import { CouponPoolSchema, CouponReceiptSchema } from '../../../../packages/runtime/src/http/schemas/coupon';
import { deviations, openHttp, type Http } from '../../../support/open-http';

describe('coupons over the API', () => {
  let http: Http;
  beforeAll(async () => {
    http = await openHttp();
  });
  afterAll(() => http.close());

  test('an operator makes a pool and fills it, and a node in n8n gives each code once', async () => {
    const draft = { name: 'Welcome', maxPerContact: 2, lowStock: 5, expiresAt: '2099-01-01T00:00:00.000Z' };
    const { status, body: pool } = await http.api('POST', '/coupon-pools', draft);
    expect(status).toBe(201);
    expect(pool).toMatchObject({ ...draft, left: 0, given: 0 });
    const at = `/coupon-pools/${pool.id}`;
    expect((await http.api('POST', `${at}/codes`, { csv: 'code\nA\nB', codes: ['C'] })).body).toEqual({
      added: 3,
      known: 0,
    });

    const contact = await http.api('POST', '/contacts', { email: 'dana@example.com' });
    const ask = async (idempotencyKey: string) => {
      const request = { contact: { id: contact.body.id }, pool: 'Welcome', itemIndex: 0, idempotencyKey };
      return (await http.api('POST', '/hub/coupons', request)).body;
    };
    const first = await ask('one');
    expect(first).toEqual({ code: 'A', expiresAt: draft.expiresAt, reason: 'given' });
    expect(deviations(CouponReceiptSchema, first)).toEqual([]);
    expect(await ask('one')).toEqual({ ...first, reason: 'again' });
    expect(await ask('two')).toMatchObject({ code: 'B' });
    expect(await ask('three')).toEqual({ code: null, expiresAt: null, reason: 'limit' });

    const { body: list } = await http.api('GET', '/coupon-pools');
    expect(list.data).toMatchObject([{ id: pool.id, left: 1, given: 2 }]);
    for (const one of list.data) expect(deviations(CouponPoolSchema, one)).toEqual([]);
  });

  test('no code is used up for a contact who may not be told of it', async () => {
    const { body: pool } = await http.api('POST', '/coupon-pools', { name: 'Spare' });
    await http.api('POST', `/coupon-pools/${pool.id}/codes`, { codes: ['ONLY'] });
    const { body: contact } = await http.api('POST', '/contacts', { email: 'noa@example.com' });
    const ask = async (toldBy: string) => {
      const request = { contact: { id: contact.id }, pool: 'Spare', toldBy, itemIndex: 0 };
      return (await http.api('POST', '/hub/coupons', { ...request, idempotencyKey: 'spare' })).body;
    };
    const unreachable = { code: null, expiresAt: null, reason: 'unreachable' };
    expect(await ask('email')).toEqual(unreachable);
    expect(deviations(CouponReceiptSchema, unreachable)).toEqual([]);
    await http.api('POST', `/contacts/${contact.id}/consents`, { channel: 'email', status: 'granted' });
    expect(await ask('sms')).toEqual(unreachable);
    expect(await ask('email')).toMatchObject({ code: 'ONLY', reason: 'given' });
  });

  test('an operator is told what is wrong with a pool', async () => {
    const codeOf = async (body: object) => (await http.api('POST', '/coupon-pools', body)).body.code;
    await http.api('POST', '/coupon-pools', { name: 'Taken' });
    expect(await codeOf({ name: 'Taken' })).toBe('COUPON_POOL_NAME_TAKEN');
    expect(await codeOf({ name: 'A', expiresAt: '31.12.2026' })).toBe('COUPON_POOL_INVALID');
    expect(await codeOf({ name: '', maxPerContact: 0 })).toBe('COUPON_POOL_INVALID');
    expect((await http.api('POST', '/coupon-pools/none/codes', { codes: ['A'] })).body.code).toBe(
      'COUPON_POOL_NOT_FOUND',
    );
  });

  test('a deleted pool gives nothing', async () => {
    const { body: pool } = await http.api('POST', '/coupon-pools', { name: 'Gone' });
    expect((await http.api('DELETE', `/coupon-pools/${pool.id}`)).status).toBe(204);
    expect((await http.api('GET', `/coupon-pools/${pool.id}`)).status).toBe(404);
  });
});
