import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { getGlobalState } from 'n8n-workflow';

import type { CodeRunnerOptions } from './code-runner-options';

export interface RunnerCommand {
  readonly file: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** n8n's own timeout inside the child is only there for a child whose parent is gone; ours comes first. */
const OWN_TIMEOUT_AHEAD_SECONDS = 10;
/** Settings of the machine that change what code prints, and what Windows needs to open a socket. No others pass. */
const PASSED_ON = ['TZ', 'LANG', 'LC_ALL', 'SystemRoot'];

/**
 * How to start n8n's JavaScript runner so that strangers' code in it can do little: no environment of ours, no
 * files but the installed packages, no programs, threads or native addons (Node's permission model), no `eval` and
 * no `__proto__` (as n8n starts it), a limited heap.
 */
export function runnerCommand({
  options,
  port,
  token,
}: {
  options: CodeRunnerOptions;
  port: number;
  token: string;
}): RunnerCommand {
  const entry = path.join(__dirname, `run-in-child${path.extname(__filename)}`);
  const installed = (require.resolve.paths('@n8n/task-runner') ?? []).filter((folder) => existsSync(folder));
  const readable = new Set([entry, ...installed]);
  const command = [
    process.execPath,
    `--max-old-space-size=${options.memoryMegabytes}`,
    '--max-semi-space-size=2', // MB; Node's default takes 100 MB more for hardly any speed
    '--disallow-code-generation-from-strings',
    '--disable-proto=delete',
    '--permission',
    ...Array.from(readable, (target) => `--allow-fs-read=${target}`),
    '--no-warnings',
    entry,
    pathToFileURL(require.resolve('@n8n/task-runner/start')).href,
  ];
  return { ...endingWithParent(command), env: runnerEnvironment({ options, port, token }) };
}

/**
 * A child ends by itself when its connection closes, unless code blocks it. So on Linux the kernel is asked to kill it
 * with its parent, whatever it does; `exec` keeps the process, and its id, the one that we started.
 */
function endingWithParent(command: string[]): { file: string; args: string[] } {
  const [file = '', ...args] = command;
  if (process.platform !== 'linux') return { file, args };
  const script = 'setpriv --pdeathsig KILL true 2>/dev/null && exec setpriv --pdeathsig KILL "$@"; exec "$@"';
  return { file: '/bin/sh', args: ['-c', script, 'sh', ...command] };
}

function runnerEnvironment({ options, port, token }: Parameters<typeof runnerCommand>[0]): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(passedOn),
    NODE_ENV: 'production', // the runner freezes its globals in all environments but `test`
    GENERIC_TIMEZONE: getGlobalState().defaultTimezone,
    N8N_RUNNERS_TASK_BROKER_URI: `http://127.0.0.1:${port}`,
    N8N_RUNNERS_GRANT_TOKEN: token,
    N8N_RUNNERS_MAX_CONCURRENCY: String(options.concurrency),
    N8N_RUNNERS_MAX_PAYLOAD: String(options.maxMessageMegabytes * 1024 * 1024),
    N8N_RUNNERS_TASK_TIMEOUT: String(Math.ceil(options.taskTimeout.milliseconds / 1_000) + OWN_TIMEOUT_AHEAD_SECONDS),
    N8N_RUNNERS_AUTO_SHUTDOWN_TIMEOUT: '0',
    NODE_FUNCTION_ALLOW_BUILTIN: options.allowedBuiltinModules.join(','),
    NODE_FUNCTION_ALLOW_EXTERNAL: options.allowedExternalModules.join(','),
  };
}
