import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';

import { WebSocket } from 'ws';

import { DEFAULT_CODE_RUNNER_OPTIONS } from '../../../../packages/runtime/src/n8n-host/code-runner/code-runner-options';
import { RunnerChild } from '../../../../packages/runtime/src/n8n-host/code-runner/runner-child';
import {
  runnerCommand,
  type RunnerCommand,
} from '../../../../packages/runtime/src/n8n-host/code-runner/runner-command';
import { isAlive, until } from '../../../support/run-code';

jest.setTimeout(60_000); // real processes, on a machine that may be busy

/** The command as it is, or without the shell that asks the kernel for help. */
const whole = (command: RunnerCommand) => command;
const bare = ({ file, args, env }: RunnerCommand) =>
  file === '/bin/sh' ? { file: args[3]!, args: args.slice(4), env } : { file, args, env };

const options = DEFAULT_CODE_RUNNER_OPTIONS;

const testOnLinux = process.platform === 'linux' ? test : test.skip; // it reads /proc

testOnLinux('nobody but our child gets a connection, before or after it', async () => {
  const ends: string[] = [];
  let isConnected = false;
  const child = new RunnerChild(options, {
    onConnected: () => (isConnected = true),
    onMessage: () => undefined,
    onEnded: (reason) => ends.push(reason),
  });
  await until(() => child.pid !== undefined);
  let port: string | undefined;
  await until(() => (port = brokerPortOf(child.pid!)) !== undefined); // read once: the shell makes way meanwhile
  const url = `ws://127.0.0.1:${port}/runners/_ws?id=intruder`;

  expect(await outcomeOf(new WebSocket(url))).toContain('401');
  expect(await outcomeOf(new WebSocket(url, { headers: { authorization: 'Bearer guess' } }))).toContain('401');
  await until(() => isConnected);
  expect(await outcomeOf(new WebSocket(url))).toContain('ECONNREFUSED');

  child.end('the test is over');
  child.end('a second time');
  await child.gone;
  expect(isAlive(child.pid!)).toBe(false);
  expect(ends).toEqual(['the test is over']);
});

describe('when our process is killed', () => {
  const hasParentDeathSignal =
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;

  const cases: Array<[string, string, typeof whole]> = [
    ['a child that waits', 'return 1', bare],
    ['a child that awaits', 'await new Promise(() => {})', bare],
  ];
  if (hasParentDeathSignal) cases.push(['a child that is blocked', 'await 0; for (;;) {}', whole]);

  test.each(cases)('%s ends too', async (_, code, form) => {
    const parent = spawn(process.execPath, ['-e', PARENT], {
      env: {
        COMMAND: JSON.stringify(form(runnerCommand({ options, port: 0, token: 'token' }))),
        CODE: code,
        WS: require.resolve('ws'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    parent.kill('SIGKILL');

    expect(pid).toBeGreaterThan(1);
    await until(() => !isAlive(pid));
  });
});

/** A process that starts the runner as we do, lets it run some code, and tells the runner's id. */
const PARENT = `
  const { WebSocketServer } = require(process.env.WS);
  const { file, args, env } = JSON.parse(process.env.COMMAND);
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => {
    env.N8N_RUNNERS_TASK_BROKER_URI = 'http://127.0.0.1:' + server.address().port;
    const child = require('child_process').spawn(file, args, { env, stdio: 'ignore' });
    server.on('connection', (socket) => {
      const send = (message) => socket.send(JSON.stringify(message));
      send({ type: 'broker:runnerregistered' });
      let isBusy = false;
      socket.on('message', (text) => {
        const { type, offerId } = JSON.parse(text);
        if (type === 'runner:taskoffer' && !isBusy) isBusy = true, send({ type: 'broker:taskofferaccept', taskId: '1', offerId });
        if (type !== 'runner:taskaccepted') return;
        send({ type: 'broker:tasksettings', taskId: '1', settings: { nodeMode: 'runCode', code: process.env.CODE } });
        setTimeout(() => console.log(child.pid), 500);
      });
    });
  });
`;

/** The port that a child was told, or `undefined` while it has not been started yet. */
function brokerPortOf(pid: number): string | undefined {
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
  return /N8N_RUNNERS_TASK_BROKER_URI=http:\/\/127\.0\.0\.1:(\d+)/.exec(environment)?.[1];
}

async function outcomeOf(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('error', (error: Error & { code?: string }) => resolve(`${error.message} ${error.code ?? ''}`));
  });
}
