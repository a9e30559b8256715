import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Container } from '@n8n/di';
import { InstanceSettings } from 'n8n-core';
import { NodeHelpers, Workflow, type INode } from 'n8n-workflow';

import manifest from '../../package.json';
import { journeyServer, type JourneyServer } from '../support/journey-server';
import { outputsOf, pathOf, type JourneyDocument } from '../support/run-our-nodes';
import { API_KEY } from '../support/server-process';
import { installedPackage, type InstalledPackage } from '../support/stock-n8n/installed-package';
import { stockEngine, type StockEngine } from '../support/stock-n8n/stock-engine';
import { recording } from '../support/woocommerce-recordings';

jest.setTimeout(120_000);

const FOLDER = path.resolve(__dirname, '../../workflows');
const journeys = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as JourneyDocument] as const);
const GUEST_ORDER = '030';
const TWO_DAYS_MS = 2 * 24 * 3_600_000;

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await installedPackage();
  Container.set(InstanceSettings, { instanceType: 'main', instanceId: 'stock', n8nFolder: '/nonexistent' } as never);
});
afterAll(() => installed.remove());

test('an operator who installs the package finds every node in n8n, where it looks for community nodes', () => {
  const { loader } = installed;
  expect(loader.packageName).toBe('n8n-nodes-aftercart');
  expect(loader.directory).toContain('.n8n/nodes/node_modules/n8n-nodes-aftercart');
  const names = manifest.n8n.nodes.map((file) => path.basename(file, '.node.js').toLowerCase()).sort();
  expect(
    Object.keys(loader.nodeTypes)
      .map((name) => name.toLowerCase())
      .sort(),
  ).toEqual(names);
});

describe.each(journeys)('%s, imported into n8n', (_file, { nodes, connections }) => {
  test('has nodes that n8n knows in their versions, whose parameters are whole, and no connection that leads nowhere', () => {
    const workflow = new Workflow({
      ...{ id: 'imported', name: 'Imported', active: false, nodeTypes: installed.nodeTypes },
      ...{ nodes: structuredClone(nodes), connections },
    });
    for (const node of nodes) {
      const { description } = installed.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
      expect([description.version].flat()).toContain(node.typeVersion);
      expect([node.name, NodeHelpers.getNodeParametersIssues(description.properties, node, description)]).toEqual([
        node.name,
        null,
      ]);
      expect([node.name, dropped(node, workflow.nodes[node.name]!)]).toEqual([node.name, []]);
    }
    const ends = Object.values(connections).flatMap(({ main }) => (main ?? []).flatMap((output) => output ?? []));
    for (const name of [...Object.keys(connections), ...ends.map(({ node }) => node)]) {
      expect(workflow.nodes).toHaveProperty([name]);
    }
  });
});

/** The parameters of a template that n8n does not take over when it opens it: it has no field for them. */
function dropped({ parameters }: INode, opened: INode): string[] {
  return Object.keys(parameters).filter((name) => !(name in opened.parameters));
}

describe("the welcome series in n8n's own engine, with our server as its hub", () => {
  let journeyHub: JourneyServer;
  let engine: StockEngine | undefined;
  beforeAll(async () => (journeyHub = await journeyServer()));
  afterAll(async () => {
    await engine?.close();
    await journeyHub.close();
  });

  test('an order at the shop starts it; the customer is welcomed by the server, and the execution rests for two days', async () => {
    const { server, connectShop, post, received } = journeyHub;
    await connectShop();
    const [, welcome] = journeys.find(([file]) => file === 'welcome-series.json')!;
    engine = await stockEngine(welcome, {
      nodeTypes: installed.nodeTypes,
      credentialType: installed.credentialType('aftercartApi'),
      hub: { url: server.url, apiKey: API_KEY },
    });
    await engine.activate();
    await post(recording(GUEST_ORDER));
    const run = await engine.firstRun(100_000);

    expect(run.data.resultData.error?.message).toBeUndefined();
    expect(pathOf(run)).toEqual(['First purchase', 'What was bought?', 'Welcome mail', 'Wait 2 days']);
    expect(run.status).toBe('waiting');
    const rests = run.waitTill!.getTime() - Date.now();
    expect(rests).toBeGreaterThan(TWO_DAYS_MS - 120_000);
    expect(rests).toBeLessThanOrEqual(TWO_DAYS_MS);

    const [[item]] = outputsOf(run, 'Welcome mail') as [[{ json: { message: { messageId: string } } }]];
    const { body } = await server.api('GET', '/messages');
    expect(body.data).toMatchObject([
      {
        ...{ id: item.json.message.messageId, verdict: 'send', recipient: 'gast@kunde.example' },
        // It was the stock n8n's execution that asked for it, not one of the server's own.
        ...{ subject: 'Welcome, Gast! Thank you for order 13', executionId: null },
      },
    ]);
    const [mail] = await received(1);
    expect(mail?.subject).toBe('Welcome, Gast! Thank you for order 13');
    expect(mail?.text).toContain('Olivenöl "Extra" 500 ml');

    // The server itself has run nothing.
    expect((await server.api('GET', '/executions')).body.data).toEqual([]);
  });
});
