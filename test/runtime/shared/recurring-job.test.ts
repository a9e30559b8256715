import { milliseconds, RecurringJob, silentLogger, type Logger } from '../../../packages/runtime/src/shared';

class Looker extends RecurringJob {
  looks = 0;
  isReady = false;
  during: () => Promise<void> | void = () => undefined;

  constructor(
    options: { readonly isPatient?: boolean; readonly level?: 'warn'; readonly logger?: Logger; every?: number } = {},
  ) {
    const { every = 5, logger = silentLogger, ...more } = options;
    super({ every: milliseconds(every), logger, complaint: 'It could not be looked at; trying again', ...more });
  }

  get isEnding(): boolean {
    return this.isStopping;
  }

  protected override async prepare(): Promise<void> {
    await Promise.resolve();
    this.isReady = true;
  }

  protected override async work(): Promise<void> {
    this.looks += 1;
    await this.during();
  }
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
};

test('a job looks as soon as it has started, and again every so often, until it is told to stop', async () => {
  const job = new Looker();
  await job.start();
  expect([job.isReady, job.looks]).toEqual([true, 1]);
  await until(() => job.looks >= 3);
  await job.stop();
  const { looks } = job;
  job.wake();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([job.looks, job.isEnding]).toEqual([looks, true]);
});

test('a patient one waits for its turn, and one that has not started is woken by nobody', async () => {
  const job = new Looker({ isPatient: true, every: 60_000 });
  job.wake();
  await job.start();
  expect(job.looks).toBe(0);
  job.wake();
  expect(job.looks).toBe(1);
  await job.stop();
});

test('who asks for a look while one is under way waits for that one; stopping waits, too', async () => {
  const job = new Looker({ isPatient: true, every: 60_000 });
  let finish: () => void = () => undefined;
  job.during = () => new Promise<void>((resolve) => (finish = resolve));
  await job.start();
  const [one, other] = [job.look(), job.look()];
  let hasStopped = false;
  const stopping = job.stop().then(() => (hasStopped = true));
  await new Promise(setImmediate);
  expect([job.looks, job.isEnding, hasStopped]).toEqual([1, true, false]);
  finish();
  await Promise.all([one, other, stopping]);
});

test('a look that fails is told to the operator, and the next one comes all the same', async () => {
  const told: unknown[] = [];
  const logger = { ...silentLogger, warn: (facts: object, message: string) => told.push([facts, message]) };
  const job = new Looker({ level: 'warn', logger, isPatient: true });
  job.during = () => {
    if (job.looks === 1) throw new Error('the disk is away');
  };
  await job.start();
  await until(() => job.looks >= 2);
  await job.stop();
  expect(told).toEqual([[{ code: 'INTERNAL', reason: 'the disk is away' }, 'It could not be looked at; trying again']]);
});
