import { validate } from '@readme/openapi-parser';
import type { TSchema } from '@sinclair/typebox';

import { openHttp, type Http } from '../../support/open-http';

const ROUTES = [
  'POST bundles/export',
  'POST bundles/import',
  'POST workflows/{id}/test',
  'GET templates',
  'POST templates/{name}/import',
  'GET brand',
  'PUT brand',
  'GET coupon-pools',
  'POST coupon-pools',
  'GET coupon-pools/{id}',
  'POST coupon-pools/{id}/codes',
  'DELETE coupon-pools/{id}',
  'POST hub/consents',
  'POST hub/contacts',
  'POST hub/coupons',
  'GET message-templates',
  'POST message-templates',
  'GET message-templates/{id}',
  'PUT message-templates/{id}',
  'DELETE message-templates/{id}',
  'GET message-templates/{id}/versions',
  'POST message-templates/{id}/versions/{version}/restore',
  'POST messages/preview',
  'POST messages/send-test',
  'GET segments',
  'POST segments',
  'GET segments/ready-made',
  'POST segments/ready-made/{key}',
  'POST segments/preview',
  'GET segments/{id}',
  'PUT segments/{id}',
  'DELETE segments/{id}',
  'GET segments/{id}/contacts',
  'GET segments/{id}/contacts/{contact}',
  'POST hub/decisions',
  'POST hub/variants',
  'GET workflows',
  'POST workflows',
  'GET workflows/{id}',
  'PUT workflows/{id}',
  'DELETE workflows/{id}',
  'POST workflows/{id}/activate',
  'POST workflows/{id}/deactivate',
  'POST workflows/{id}/run',
  'POST workflows/{id}/simulate',
  'POST workflows/{id}/lint',
  'POST workflows/{id}/crowds',
  'GET crowds/{id}',
  'POST crowds/{id}/cancel',
  'GET workflows/{id}/journey',
  'GET workflows/{id}/results',
  'GET workflows/{id}/variants',
  'GET messages/{id}/results',
  'GET sender-domains/{domain}/check',
  'GET return-feeds',
  'PUT return-feeds/{provider}',
  'DELETE return-feeds/{provider}',
  'GET tracking-settings',
  'PATCH tracking-settings',
  'GET workflows/{id}/versions',
  'GET workflows/{id}/waiting',
  'POST workflows/{id}/publish',
  'POST workflows/{id}/pause',
  'POST workflows/{id}/resume',
  'POST workflows/{id}/stop',
  'GET executions/{id}/ledger',
  'POST executions/{id}/move',
  'POST executions/{id}/skip-wait',
  'POST executions/{id}/remove',
  'GET contacts/{id}/journeys',
  'GET executions',
  'GET executions/{id}',
  'DELETE executions/{id}',
  'POST executions/{id}/retry',
  'POST executions/{id}/stop',
  'GET credentials',
  'POST credentials',
  'DELETE credentials/{id}',
  'GET credentials/schema/{type}',
  'GET contacts',
  'GET contacts/{id}',
  'POST contacts',
  'PATCH contacts/{id}',
  'DELETE contacts/{id}',
  'GET contacts/{id}/export',
  'POST contacts/{id}/merge',
  'GET contacts/export',
  'GET attributes',
  'POST attributes',
  'PATCH attributes/{name}',
  'DELETE attributes/{name}',
  'GET sending-rules',
  'PUT sending-rules',
  'GET lists',
  'POST lists',
  'GET lists/{id}',
  'PATCH lists/{id}',
  'DELETE lists/{id}',
  'PUT lists/{id}/contacts/{contact}',
  'DELETE lists/{id}/contacts/{contact}',
  'GET tags',
  'POST contacts/{id}/tags',
  'DELETE contacts/{id}/tags/{tag}',
  'GET sites',
  'POST sites',
  'GET sites/{id}',
  'PATCH sites/{id}',
  'DELETE sites/{id}',
  'POST sites/{id}/rotate-key',
  'GET intakes',
  'POST /v1/identify',
  'POST /v1/track',
  'POST /v1/page',
  'POST /v1/screen',
  'POST /v1/group',
  'POST /v1/alias',
  'POST /v1/batch',
  'GET calendars',
  'GET calendars/cities',
  'GET calendars/presets',
  'GET calendars/preview',
  'GET calendars/{channel}',
  'PUT calendars/{channel}',
  'DELETE calendars/{channel}',
  'GET forms',
  'POST forms',
  'GET forms/{id}',
  'PUT forms/{id}',
  'DELETE forms/{id}',
  'GET forms/{id}/days',
  'GET forms/{id}/submissions',
  'GET magnets',
  'POST magnets',
  'GET magnets/{id}',
  'PATCH magnets/{id}',
  'DELETE magnets/{id}',
  'PUT magnets/{id}/address/{language}',
  'PUT magnets/{id}/file/{language}',
  'DELETE magnets/{id}/contents/{language}',
  'GET contacts/{id}/consents',
  'POST contacts/{id}/consents',
  'GET consent-settings',
  'PATCH consent-settings',
  'POST suppressions/lift',
  'POST contact-imports',
  'GET contact-imports',
  'GET contact-imports/{id}',
  'POST contact-imports/{id}/preview',
  'POST contact-imports/{id}/start',
  'POST contact-imports/{id}/cancel',
  'GET contact-imports/{id}/errors',
  'GET dead-letters',
  'POST dead-letters/retry',
  'POST dead-letters/{id}/retry',
  'GET events',
  'GET events/{id}',
  'GET messages',
  'GET messages/{id}',
  'GET messages/{id}/returns',
  'POST messages/{id}/retry',
  'GET senders',
  'POST senders',
  'GET senders/{id}',
  'PATCH senders/{id}',
  'DELETE senders/{id}',
  'POST senders/{id}/test',
  'POST sms/preview',
  'GET shops',
  'POST shops',
  'POST shops/{id}/import',
  'POST shops/{id}/test',
  'GET shops/partings',
  'DELETE shops/partings/{id}',
  'GET shops/{id}',
  'PATCH shops/{id}',
  'DELETE shops/{id}',
  'GET hub/status',
  'POST hub/sales-data',
  'POST hub/emails',
  'POST hub/sms',
  'POST hub/whatsapp',
  'POST hub/subscriptions',
  'GET template-faults',
  'DELETE template-faults',
  'GET scores',
  'PUT scores/{name}',
  'DELETE scores/{name}',
  'GET score-rules',
  'POST score-rules',
  'POST score-rules/recompute',
  'GET score-rules/recompute/{id}',
  'GET score-rules/{id}',
  'PUT score-rules/{id}',
  'DELETE score-rules/{id}',
  'GET score-thresholds',
  'POST score-thresholds',
  'GET score-thresholds/{id}',
  'PUT score-thresholds/{id}',
  'DELETE score-thresholds/{id}',
  'GET contacts/{id}/scores',
  'POST contacts/{id}/scores',
  'GET contacts/{id}/score-entries',
  'GET contacts/{id}/insights',
  'GET insights',
  'POST insights/compute',
  'PUT shops/{shop}/products/{product}/cycle',
  'POST hub/scores',
  'POST hub/onsite',
  'POST hub/push',
  'POST hub/recommendations',
  'GET hub/subscriptions/{id}',
  'DELETE hub/subscriptions/{id}',
  'POST /hooks/mail/{token}',
  'POST /hooks/esp/{provider}/{token}',
  'POST /shops/{id}/woocommerce',
  'POST /shops/{id}/magento',
  'GET /healthz',
];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

let http: Http;
let document: any;
beforeAll(async () => {
  http = await openHttp();
  document = JSON.parse((await http.send({ path: '/api/docs' })).text);
});
afterAll(async () => {
  await http.close();
});

function operations(): Array<{ method: string; path: string; operation: any }> {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in (item as object)).map((method) => ({
      method,
      path,
      operation: (item as any)[method],
    })),
  );
}

test('the document is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const result = await validate(structuredClone(document));
  expect(result).toMatchObject({ valid: true, warnings: [] });
});

test('every route of the API is described: what it is for, what it takes, what it answers, how errors look', () => {
  const routes = operations().map(({ method, path }) => `${method.toUpperCase()} ${path.replace('/api/v1/', '')}`);
  expect(routes.sort()).toEqual(ROUTES.sort());
  for (const { operation } of operations()) {
    expect(operation).toMatchObject({
      operationId: expect.any(String),
      summary: expect.any(String),
      tags: [expect.any(String)],
    });
    expect(document.tags.map(({ name }: { name: string }) => name)).toContain(operation.tags[0]);
    expect(operation.responses['4XX'].content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Error',
    });
    for (const [status, answer] of Object.entries<any>(operation.responses)) {
      expect(answer.description).not.toBe('Default Response');
      if (status !== '204') expect(answer.content['application/json'].schema).toBeDefined();
    }
  }
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every schema has examples where a person reads them, and they are as the schema says', () => {
  const schemas = document.components.schemas as Record<string, TSchema & { examples?: unknown[] }>;
  const named = ['Workflow', 'Execution', 'Credential', 'Contact', 'Event', 'Message', 'Shop', 'Error'];
  for (const name of named) expect(schemas[name]?.examples?.length).toBeGreaterThan(0);
  for (const [name, schema] of Object.entries(schemas)) {
    for (const example of schema.examples ?? []) {
      expect([name, Object.keys(example as object).filter((key) => !(key in schema.properties))]).toEqual([name, []]);
      expect([name, (schema.required ?? []).filter((key: string) => !(key in (example as object)))]).toEqual([
        name,
        [],
      ]);
    }
  }
});

test('no route of the API answers without a key, and none with a wrong one', async () => {
  const api = operations().filter(({ path }) => path.startsWith('/api/v1/'));
  expect(api.length).toBeGreaterThanOrEqual(35);
  for (const { method, path } of api) {
    const url = path.replaceAll(/\{\w+\}/g, '1');
    const without = await http.send({ method: method.toUpperCase(), path: url });
    expect([method, path, without.status, JSON.parse(without.text).code]).toEqual([
      method,
      path,
      401,
      'API_KEY_MISSING',
    ]);
    const headers = { 'x-n8n-api-key': 'a-key-of-another' };
    const wrong = await http.send({ method: method.toUpperCase(), path: url, headers });
    expect([method, path, wrong.status, JSON.parse(wrong.text).code]).toEqual([method, path, 401, 'API_KEY_WRONG']);
  }
});

test('a body is not even read without a key', async () => {
  const answer = await http.send({
    method: 'POST',
    path: '/api/v1/workflows',
    headers: { 'content-type': 'application/json' },
    body: '{broken',
  });
  expect(answer.status).toBe(401);
});

test('a browser gets pages at the same address, and a program the document at /api/docs/json, too', async () => {
  const page = await http.send({ path: '/api/docs', headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
    ([, file]) => new URL(file!, 'http://x/api/docs').pathname,
  );
  expect(assets.length).toBeGreaterThan(3);
  for (const url of assets) expect([url, (await http.send({ path: url })).status]).toEqual([url, 200]);
  const json = await http.send({ path: '/api/docs/json', headers: { accept: 'text/html' } });
  expect(JSON.parse(json.text)).toEqual(document);
});
