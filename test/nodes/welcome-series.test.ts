import { NodeHelpers, type IDataObject, type INode, type INodeTypes, type IRun } from 'n8n-workflow';

import type { LocalizedContent, SalesFigures, SalesFilter } from '../../nodes/shared/hub';
import { renderEmail } from '../../packages/runtime/src/messages/render';
import document from '../../workflows/welcome-series.json';
import { RecordingHub } from '../support/recording-hub';
import { enter, loadNodes, pathOf, resume, workflowOf, type JourneyDocument } from '../support/run-our-nodes';

const { nodes, connections } = document as unknown as JourneyDocument;

const event: IDataObject = {
  event: { type: 'order.placed', occurredAt: '2026-11-22T10:00:00.000Z' },
  shop: { id: 'shop-1', name: 'Kaffee & Kuchen', url: 'https://shop.example', type: 'woocommerce' },
  contact: { id: 7, email: 'dana@example.com', firstName: 'Dana', timeZone: 'Asia/Jerusalem' },
  order: {
    number: '1042',
    total: 49.9,
    currency: 'ILS',
    placedAt: '2026-11-22T10:00:00.000Z',
    lines: [
      { name: 'Mug <blue>', quantity: 2 },
      { name: 'ספל', quantity: 1 },
    ],
  },
};

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

/** Sends a contact through the journey; its orders are one set before the wait and another after it. */
async function travel(before: Partial<SalesFigures>, after: (filter: SalesFilter) => Partial<SalesFigures>) {
  const workflow = workflowOf(nodeTypes, { nodes, connections });
  let isOver = false;
  const hub = new RecordingHub((filter) => (isOver ? after(filter) : before));
  const entered: IRun = await enter(workflow, hub, [event]);
  isOver = true;
  const ended = entered.status === 'waiting' ? await resume(workflow, hub, entered) : entered;
  return { hub, wakesAt: entered.waitTill?.toISOString(), path: pathOf(ended), status: ended.status };
}

const FIRST = { count: 1, includesFirstPurchase: true };

test('a contact who buys for the first time is welcomed, and offered help three days later', async () => {
  const { hub, wakesAt, path, status } = await travel(FIRST, ({ statuses }) => (statuses ? {} : FIRST));
  expect(path).toEqual([
    'First purchase',
    'In the last day?',
    'Welcome mail',
    'Wait 3 days',
    'Second purchase?',
    'Help mail',
  ]);
  expect([wakesAt, status]).toEqual(['2026-11-25T10:00:00.000Z', 'success']);
  expect(hub.questions).toMatchObject([
    { contact: { id: 7 }, filters: [{ withinHours: 24 }], asOf: '2026-11-22T10:00:00.000Z' },
    { contact: { id: 7 }, filters: [{}, { statuses: ['completed'] }], asOf: undefined },
  ]);
});

test('a contact who buys again during the wait is thanked', async () => {
  expect((await travel(FIRST, () => ({ count: 2 }))).path.at(-1)).toBe('Thank-you mail');
});

test('a contact whose order is completed reads how to enjoy it', async () => {
  expect((await travel(FIRST, () => ({ count: 1 }))).path.at(-1)).toBe('Enjoy mail');
});

test('a contact whose first purchase lies further back gets no mail', async () => {
  const { hub, path } = await travel({ count: 1 }, () => ({}));
  expect(path).toEqual(['First purchase', 'In the last day?']);
  expect(hub.emails).toEqual([]);
});

test('n8n finds nothing to complain about in the nodes', () => {
  expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  for (const node of nodes) {
    const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
    expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description)).toBeNull();
  }
});

describe.each(['en', 'he', 'ar'])('the mails in %s', (locale) => {
  const mails = nodes.filter(({ type }) => type.endsWith('.sendEmail'));

  test.each(mails.map((node) => [node.name, node] as const))('"%s" is whole', (_name, node) => {
    const contents = contentsOf(node);
    const data = { ...event, coupon: 'THANKS10' };
    const { language, direction, subject, html, text } = renderEmail({ contents, locale, data });

    expect([language, direction]).toEqual([locale, locale === 'en' ? 'ltr' : 'rtl']);
    expect(html).toContain(`<div dir="${direction}" lang="${locale}"`);
    expect(subject).toContain('Dana');
    expect(html).toContain('<bdi>Dana</bdi>');
    expect(subject + html + text).not.toMatch(/\{\{|undefined|NaN|\[object/);
    if (locale === 'he') expect(subject).toMatch(/^פרסומת: /);
  });

  test('the welcome names what was bought, the order and its sum', () => {
    const contents = contentsOf(mails[0]!);
    const { subject, html } = renderEmail({ contents, locale, data: event });
    expect(subject).toContain('1042');
    expect(html).toContain('<bdi>Mug &lt;blue&gt;</bdi> × <bdi>2</bdi>');
    expect(html).toContain('<bdi>ספל</bdi>');
    expect(html).toMatch(/<bdi>[^<]*49[.٫]90?/);
  });

  test('a contact without a name is greeted all the same', () => {
    const contents = contentsOf(mails[0]!);
    const { subject, html } = renderEmail({
      contents,
      locale,
      data: { ...event, contact: { id: 7, firstName: null } },
    });
    expect(subject + html).not.toMatch(/null|<bdi><\/bdi>|,\s*[,!]/);
  });
});

function contentsOf({ parameters }: INode): LocalizedContent[] {
  return (parameters.languages as unknown as { values: LocalizedContent[] }).values;
}
