import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NodeHelpers, type IDataObject, type INode, type INodeTypes, type IRun } from 'n8n-workflow';

import type { DecisionRequest, LocalizedContent, SalesFigures } from '../../nodes/shared/hub';
import { renderEmail } from '../../packages/runtime/src/messages/render';
import { RecordingHub } from '../support/recording-hub';
import { enter, loadNodes, pathOf, resume, workflowOf, type JourneyDocument } from '../support/run-our-nodes';

const FOLDER = path.resolve(__dirname, '../../workflows');
const journeys = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as JourneyDocument] as const);

const event: IDataObject = {
  event: { type: 'order.placed', occurredAt: '2026-11-22T10:00:00.000Z' },
  shop: { id: 'shop-1', name: 'Kaffee & Kuchen', url: 'https://shop.example', type: 'woocommerce' },
  contact: { id: 7, email: 'dana@example.com', firstName: 'Dana', lastName: 'Levi', timeZone: 'Asia/Jerusalem' },
  order: {
    id: '1042',
    number: '1042',
    total: 49.9,
    currency: 'ILS',
    placedAt: '2026-11-22T10:00:00.000Z',
    lines: [
      { name: 'Mug <blue>', quantity: 2, total: 29.9 },
      { name: 'ספל', quantity: 1, total: 20 },
    ],
  },
};

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 120_000);

describe("the welcome series in n8n's own engine", () => {
  const [, welcome] = journeys.find(([file]) => file === 'welcome-series.json')!;
  type Reaction = DecisionRequest['rules'][number];

  /** Sends a contact through it, waits and all. */
  async function travel(figures: Partial<SalesFigures>, holding: (rule: Reaction) => boolean = () => false) {
    const workflow = (): ReturnType<typeof workflowOf> => workflowOf(nodeTypes, welcome);
    const hub = new RecordingHub(() => figures);
    hub.holding = holding;
    let run: IRun = await enter(workflow(), hub, [event]);
    const firstWait = run.waitTill?.toISOString();
    for (let waits = 0; run.status === 'waiting' && waits < 5; waits += 1) run = await resume(workflow(), hub, run);
    return { hub, firstWait, path: pathOf(run), status: run.status };
  }

  test('a contact who buys for the first time is welcomed, and two days later the reaction decides', async () => {
    const { hub, firstWait, path: taken, status } = await travel({ count: 1, includesFirstPurchase: true });
    expect(taken).toContain('Story mail');
    expect(taken.at(-1)).toBe('Preferences mail');
    expect([firstWait, status]).toEqual(['2026-11-24T10:00:00.000Z', 'success']);
    expect(hub.questions).toMatchObject([
      {
        contact: { id: 7 },
        filters: [{ withinHours: 24, minimumTotal: '200' }, { categories: ['gifts'] }, { withinHours: 24 }],
        asOf: '2026-11-22T10:00:00.000Z',
      },
    ]);
  });

  test('a contact who clicks is offered what sells best, and a code', async () => {
    const { hub, path: taken } = await travel({ count: 1, includesFirstPurchase: true }, () => true);
    expect(taken).toEqual(expect.arrayContaining(['Best sellers', 'Welcome coupon', 'Benefit mail', 'Reminder mail']));
    expect(hub.emails.at(-1)?.data).toMatchObject({ coupon: { code: 'HELLO10' } });
  });

  test('a contact whose first purchase lies further back gets no mail', async () => {
    const { hub, path: taken } = await travel({ count: 1 });
    expect(taken).toEqual(['First purchase', 'What was bought?']);
    expect(hub.emails).toEqual([]);
  });
});

describe.each(journeys)('%s', (_file, { nodes }) => {
  test('n8n finds nothing to complain about in its nodes', () => {
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    for (const node of nodes) {
      const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
      expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description)).toBeNull();
    }
  });

  test.each(['en', 'he', 'ar'])('its mails are whole in %s, also for a contact without a name', (locale) => {
    for (const node of nodes.filter(({ type }) => type.endsWith('.sendEmail'))) {
      const contents = contentsOf(node);
      expect([node.name, contents.map(({ language }) => language)]).toEqual([node.name, ['en', 'he', 'ar']]);
      for (const contact of [event.contact, { id: 7, email: 'dana@example.com' }]) {
        const data = { ...event, ...settingsOf(nodes), coupon: { code: 'HELLO10' }, contact };
        const { language, direction, subject, html, text } = renderEmail({ contents, locale, data });
        expect([language, direction]).toEqual([locale, locale === 'en' ? 'ltr' : 'rtl']);
        expect([node.name, subject + html + text]).toEqual([
          node.name,
          expect.not.stringMatching(/\{\{|undefined|null|NaN|\[object|<bdi>\s*<\/bdi>(?!&)|,\s*[,!]/),
        ]);
        if (locale === 'he' && node.parameters.purpose === 'promotional') expect(subject).toMatch(/^פרסומת: /);
      }
      const written = contents.find((content) => content.language === locale);
      expect([node.name, written?.preheader]).toEqual([node.name, expect.stringMatching(/\S/)]);
      // The brand's layout dresses them.
      expect([node.name, written?.body]).toEqual([node.name, expect.not.stringMatching(/<div|<[^>{]*\sstyle=/)]);
    }
  });
});

function contentsOf({ parameters }: INode): LocalizedContent[] {
  return (parameters.languages as unknown as { values: LocalizedContent[] }).values;
}

/** What a journey's Set nodes hand on to its mails. */
function settingsOf(nodes: readonly INode[]): Record<string, unknown> {
  const sets = nodes.filter(({ type }) => type === 'n8n-nodes-base.set');
  const assignments = sets.flatMap(
    ({ parameters }) => (parameters.assignments as { assignments?: Assignment[] })?.assignments ?? [],
  );
  return Object.fromEntries(assignments.map(({ name, value }) => [name, String(value).startsWith('=') ? '1' : value]));
}

interface Assignment {
  readonly name: string;
  readonly value: unknown;
}
