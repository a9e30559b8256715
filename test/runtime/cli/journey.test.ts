import { mail, onEvents, wait } from '../../support/journey';
import { freePort } from '../../support/free-port';
import { runCommand } from '../../support/run-command';
import { startJourneys, type Stopped, type TestJourneys } from '../../support/start-journeys';

const NODES = [onEvents('order.placed'), wait(2, 'days'), mail('Hello'), { ...wait(2, 'days'), name: 'Rest' }];

let shop: TestJourneys;
afterEach(async () => await shop.close());

test('an operator pauses a journey and moves its contacts while no server runs', async () => {
  shop = await startJourneys({ now: Date.now() }); // the command line lives in real time
  const journey = await shop.activate(NODES);
  await shop.happens('order.placed', await shop.contact('dana@example.com'));
  const stopped: Stopped = await shop.stop();
  const env = { AFTERCART_DATA: stopped.folder, AFTERCART_LOG_LEVEL: 'silent' };
  expect(await runCommand(['journey', 'pause', `--id=${journey}`], env)).toMatchObject({
    exitCode: 0,
    output: 'Paused.\n',
  });
  const unknown = await runCommand(['journey', 'move', '--execution=1', '--node=Away'], env);
  expect([unknown.exitCode, unknown.complaints]).toEqual([1, expect.stringMatching(/^JOURNEY_NODE_UNKNOWN: /)]);
  expect(await runCommand(['journey', 'move', '--execution=1', '--node=Rest'], env)).toMatchObject({ exitCode: 0 });

  shop = await startJourneys(stopped);
  expect(await shop.control.state(1, journey)).toMatchObject({ status: 'paused' });
  expect(await shop.roundsOf(journey)).toEqual(['new at Rest']);
});

test('a running server does it itself', async () => {
  const port = String(await freePort());
  const env = { AFTERCART_PORT: port };
  shop = await startJourneys({ env });
  const journey = await shop.activate(NODES);
  await shop.happens('order.placed', await shop.contact('dana@example.com'));
  const run = async (...argv: string[]) =>
    await runCommand(['journey', ...argv], {
      ...env,
      AFTERCART_DATA: shop.config.dataFolder,
      AFTERCART_LOG_LEVEL: 'silent',
    });
  expect(await run('skip', '--execution=1')).toMatchObject({ exitCode: 0, output: 'The wait is over.\n' });
  await shop.settle();
  expect(await shop.mails()).toEqual(['Hello: sent']);
  for (const [verb, option] of [
    ['pause', '--entries=later'],
    ['resume', '--waits=sendOverdue'],
    ['stop', '--in-flight=finish'],
  ] as const) {
    expect(await run(verb, `--id=${journey}`, option)).toMatchObject({ exitCode: 0, complaints: '' });
  }
  expect(await run('remove', '--execution=1', '--reason=Enough')).toMatchObject({ exitCode: 0 });
  expect(await shop.roundsOf(journey)).toEqual(['canceled at Rest']);
  expect((await run('resume', `--id=${journey}`)).complaints).toMatch(/^JOURNEY_NOT_PAUSED: /);
});
