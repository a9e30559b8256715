import { readdirSync } from 'node:fs';
import path from 'node:path';

import { openBothPaths, type BothPaths, type Play } from '../../../support/both-paths';
import { readWorkflow } from '../../../support/start-engine';
import { stopClock } from '../../../support/stop-clock';

const FIXTURES = path.resolve(__dirname, '../../../fixtures/workflows');
/** Those that need neither another server nor another workflow. */
const FOLDERS = [
  'errors',
  'expressions',
  'filter',
  'if',
  'loop',
  'merge',
  'order',
  'pins',
  'set',
  'settings',
  'switch',
  'transform',
  'wait',
];
/** One makes random ids; the other reads the clock where no test can stop it. */
const NEVER_THE_SAME = new Set(['transform/files', 'wait/until']);

const fixtures = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(FIXTURES, folder)).map((file) => `${folder}/${path.basename(file, '.json')}`),
).filter((name) => !NEVER_THE_SAME.has(name));

describe('The two paths leave the same run of', () => {
  let paths: BothPaths;
  beforeAll(async () => (paths = await openBothPaths()));
  afterAll(async () => await paths.close());
  beforeEach(() => stopClock(Date.parse('2026-11-22T10:00:00Z')));
  afterEach(() => jest.useRealTimers());

  test.each(fixtures)('%s', async (name) => {
    const { nodes, connections, settings, pinData } = readWorkflow(name) as unknown as Play;
    const start = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger') ?? nodes[0]!;
    const ordered = [start, ...nodes.filter((node) => node !== start)];
    const { lean, again, full } = await paths.play({
      nodes: ordered,
      edges: [],
      connections,
      settings,
      pinData,
      mode: 'cli',
      mostNodeRuns: 2_000,
    });
    expect(lean).toEqual(full);
    expect(again).toEqual(full);
  });

  test('them, most of them on the lean path', () => {
    const { lean, full } = paths.lean.paths;
    expect(lean / (lean + full)).toBeGreaterThan(0.5);
  });
});
