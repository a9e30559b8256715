import { CrowdJobs, type CrowdReport } from '../../../../packages/runtime/src/simulate';

const about = { workspace: 1, workflow: 'w', of: 10 };
const settled = async () => await new Promise((resolve) => setImmediate(resolve));
const report = { contacts: 10 } as CrowdReport;

test('an operator sees how far a crowd is, and its report when it has ended', async () => {
  const jobs = new CrowdJobs();
  let end: (report: CrowdReport) => void = () => undefined;
  const { id, status } = jobs.begin(about, async ({ onProgress }) => {
    onProgress?.({ done: 4, of: 10 });
    return await new Promise((resolve) => (end = resolve));
  });
  expect(status).toBe('running');
  expect(jobs.get(1, id)).toMatchObject({ status: 'running', done: 4, of: 10 });
  end(report);
  await settled();
  expect(jobs.get(1, id)).toMatchObject({ status: 'done', report: { contacts: 10 } });
});

test('a crowd that cannot be simulated says why, and one that is cancelled ends', async () => {
  const jobs = new CrowdJobs();
  const failing = jobs.begin(about, async () => await Promise.reject(Object.assign(new Error('no'), { code: 'X' })));
  const slow = jobs.begin(about, async ({ signal }) => {
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    signal?.throwIfAborted();
    return report;
  });
  jobs.cancel(1, slow.id);
  await settled();
  expect(jobs.get(1, failing.id)).toMatchObject({ status: 'failed', error: { message: 'no' } });
  expect(jobs.get(1, slow.id).status).toBe('cancelled');
});

test('more crowds than three at once are put off, and another workspace sees none of them', () => {
  const jobs = new CrowdJobs();
  const never = async () => await new Promise<CrowdReport>(() => undefined);
  const [first] = [1, 2, 3].map(() => jobs.begin(about, never));
  expect(() => jobs.begin(about, never)).toThrow(expect.objectContaining({ code: 'SIMULATION_BUSY' }));
  expect(() => jobs.get(2, first!.id)).toThrow(expect.objectContaining({ code: 'CROWD_NOT_FOUND' }));
  jobs.stop();
});

test('the last twenty reports are kept', async () => {
  const jobs = new CrowdJobs();
  const ids: string[] = [];
  for (let begun = 0; begun < 25; begun += 1) {
    ids.push(jobs.begin(about, async () => await Promise.resolve(report)).id);
    await settled();
  }
  expect(() => jobs.get(1, ids[0]!)).toThrow(expect.objectContaining({ code: 'CROWD_NOT_FOUND' }));
  expect(jobs.get(1, ids[24]!).status).toBe('done');
  expect(ids.filter((id) => isKept(jobs, id))).toHaveLength(20);
});

function isKept(jobs: CrowdJobs, id: string): boolean {
  try {
    return jobs.get(1, id).id === id;
  } catch {
    return false;
  }
}
