import type { Config } from '../../config';
import { presentExecution } from '../../http';
import { seconds, systemClock } from '../../shared';
import { WORKSPACE } from '../../workspace';
import { textOption, UsageError, type Command } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

type Execution = ReturnType<typeof presentExecution>;

const POLL_INTERVAL = seconds(0.2);
/** As long as n8n holds a run in memory: a shorter wait is waited for. */
const LONGEST_WAIT = seconds(65);
const RULE = '====================================';

/** Runs a workflow by hand and prints what each node did, as n8n does. */
export const execute: Command = {
  name: 'execute',
  synopsis: '--id=ID [--rawOutput]',
  summary: 'Run a workflow by hand and print what each node did; with --rawOutput nothing but that JSON.',
  options: { id: { type: 'string' }, rawOutput: { type: 'boolean' } },
  async run(values, { config, terminal }) {
    const id = textOption(values, 'id');
    if (id === undefined) throw new UsageError('Say which workflow to run: --id=ID.');
    const server = await RunningServer.find(config);
    const execution = server ? await runOnServer(server, id) : await runHere(config, id);
    const hasFailed = execution.status !== 'success' && execution.status !== 'waiting';
    if (values.rawOutput !== true) terminal.out(headline(execution, hasFailed));
    const { data, finished, mode, startedAt, stoppedAt, status, waitTill } = execution;
    terminal.out(JSON.stringify({ data, finished, mode, startedAt, stoppedAt, status, waitTill }, null, 2));
    return hasFailed ? 1 : 0;
  },
};

async function runHere(config: Config, id: string): Promise<Execution> {
  return await withApp(config, async (app) => {
    const { execution, data } = await app.runOnce(WORKSPACE, id);
    return presentExecution(execution, data);
  });
}

/** The server works on the database already: a second engine beside it would run other executions, too. */
async function runOnServer(server: RunningServer, id: string): Promise<Execution> {
  const { executionId } = (await server.call('POST', `/workflows/${encodeURIComponent(id)}/run`)) as {
    executionId: number;
  };
  for (;;) {
    const execution = (await server.call('GET', `/executions/${executionId}`)) as Execution;
    if (isAtRest(execution)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL.milliseconds));
  }
  return (await server.call('GET', `/executions/${executionId}?includeData=true`)) as Execution;
}

function isAtRest({ status, waitTill }: Execution): boolean {
  if (status === 'new' || status === 'running') return false;
  if (status !== 'waiting' || waitTill === null) return true;
  return Date.parse(waitTill) - systemClock.now() > LONGEST_WAIT.milliseconds;
}

function headline({ status, waitTill, error }: Execution, hasFailed: boolean): string {
  if (hasFailed) {
    const reason = error ? `${error.code}: ${error.message}` : status;
    return `Execution was NOT successful. See log message for details.\n${reason}\n${RULE}`;
  }
  if (status === 'waiting')
    return `Execution waits ${waitTill === null ? 'for a call' : `until ${waitTill}`}:\n${RULE}`;
  return `Execution was successful:\n${RULE}`;
}
