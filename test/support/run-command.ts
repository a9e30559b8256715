import { runCli } from '../../packages/runtime/src/cli';

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
  readonly complaints: string;
}

/** Runs the command line in this process, as a person would type it. */
export async function runCommand(argv: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
  let output = '';
  let complaints = '';
  const exitCode = await runCli(argv, {
    env,
    out: (text) => (output += `${text}\n`),
    complain: (text) => (complaints += `${text}\n`),
    stopped: async () => undefined,
  });
  return { exitCode, output, complaints };
}
