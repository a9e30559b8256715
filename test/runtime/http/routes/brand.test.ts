import { BrandSchema } from '../../../../packages/runtime/src/http/schemas/brand';
import { deviations, openHttp, type Http } from '../../../support/open-http';

describe('the brand over the API', () => {
  let http: Http;
  beforeAll(async () => {
    http = await openHttp();
  });
  afterAll(() => http.close());

  test('an operator who has said nothing reads what a new brand is like', async () => {
    const { status, body } = await http.api('GET', '/brand');
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: null, colors: { primary: '#0f766e' }, updatedAt: null });
    expect(deviations(BrandSchema, body)).toEqual([]);
  });

  test('an operator sets a brand and reads it again', async () => {
    const sent = {
      name: 'Olive',
      colors: { primary: '#ABCDEF' },
      narrator: { en: 'Noa', he: 'נועה' },
      footer: { he: 'תודה' },
      advertisementLabel: 'either',
    };
    const put = await http.api('PUT', '/brand', sent);
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({ ...sent, colors: { primary: '#ABCDEF', text: '#1f2937' } });
    const { body } = await http.api('GET', '/brand');
    expect(body).toEqual(put.body);
    expect(deviations(BrandSchema, body)).toEqual([]);
  });

  test.each([
    [{ colors: { primary: 'red;background:url(x)' } }, 'colors.primary: must be a colour such as #0f766e'],
    [{ logoUrl: 'http://shop.example/logo.png' }, 'logoUrl: must be an address with https://'],
    [{ websiteUrl: 'javascript:alert(1)' }, 'websiteUrl: must be an address with https://'],
    [{ footer: { 'not a tag': 'x' } }, 'footer.not a tag: must be a language tag such as he'],
    [{ narrator: { he: '' } }, 'narrator.he'],
    [{ social: [{ network: 'myspace', url: 'https://x.example' }] }, 'social.0.network'],
    [{ colour: '#ffffff' }, 'colour'],
  ])('an operator who sends %j is told what is wrong, and nothing changes', async (sent, problem) => {
    const before = await http.api('GET', '/brand');
    const { status, body } = await http.api('PUT', '/brand', sent);
    expect(status).toBe(400);
    expect(body.code).toBe('BRAND_INVALID');
    expect(body.message).toContain(problem);
    expect((await http.api('GET', '/brand')).body).toEqual(before.body);
  });
});
