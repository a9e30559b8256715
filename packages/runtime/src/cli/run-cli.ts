import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readConfig } from '../config';
import { codeOf, isCoded, messageOf } from '../shared';
import { UsageError, type Command, type Terminal, type Values } from './command';
import { bundleCommands } from './commands/bundles';
import { calendarCommands } from './commands/calendar';
import { contactCommands } from './commands/contacts';
import { importContacts } from './commands/import-contacts';
import { couponCommands } from './commands/coupons';
import { deadLetters } from './commands/dead-letters';
import { domainCommands } from './commands/domain';
import { execute } from './commands/execute';
import { exportWorkflow } from './commands/export-workflow';
import { formCommands } from './commands/forms';
import { importWorkflow } from './commands/import-workflow';
import { journeyCommands } from './commands/journey';
import { sendingRuleCommands } from './commands/sending-rules';
import { scoreCommands } from './commands/scores';
import { lint } from './commands/lint';
import { magnetCommands } from './commands/magnets';
import { senderCommands } from './commands/senders';
import { shopCommands } from './commands/shops';
import { simulate } from './commands/simulate';
import { siteCommands } from './commands/site';
import { templateCommands } from './commands/templates';
import { testWorkflows } from './commands/test-workflows';
import { start } from './commands/start';

const COMMANDS: readonly Command[] = [
  ...[start, importWorkflow, exportWorkflow, execute, deadLetters],
  ...[lint, simulate, testWorkflows],
  ...templateCommands,
  ...bundleCommands,
  ...journeyCommands,
  ...shopCommands,
  ...siteCommands,
  importContacts,
  ...contactCommands,
  ...scoreCommands,
  ...calendarCommands,
  ...sendingRuleCommands,
  ...domainCommands,
  ...formCommands,
  ...magnetCommands,
  ...senderCommands,
  ...couponCommands,
];

const HELP = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;

/**
 * Runs one command of the command line. Errors are told as `CODE: message`.
 * @param argv the arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 called in a wrong way
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message}\n\n${usage()}`);
      return 2;
    }
    terminal.complain(`${codeOf(error)}: ${messageOf(error)}`);
    if (!isCoded(error) && error instanceof Error) terminal.complain(error.stack ?? '');
    return 1;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = joinWords(argv);
  if (name === '--version' || name === '-v') {
    terminal.out(version());
    return 0;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(usage());
    return 0;
  }
  if (name === undefined) throw new UsageError('Say what to do: the commands are listed here.');
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new UsageError(`There is no command "${name}".`);
  const values = readOptions(command, rest);
  if (values.help === true || values.version === true) {
    terminal.out(values.help === true ? usageOf(command) : version());
    return 0;
  }
  return await command.run(values, { config: readConfig(terminal.env), terminal });
}

/** `journey pause` is one name of two words. */
function joinWords([first, second, ...rest]: readonly string[]): string[] {
  const both = `${first} ${second}`;
  if (COMMANDS.some(({ name }) => name === both)) return [both, ...rest];
  return [first, second, ...rest].filter((word) => word !== undefined);
}

function readOptions(command: Command, args: string[]): Values {
  try {
    const { operand } = command;
    const options = { ...HELP, ...command.options };
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: operand !== undefined });
    if (positionals.length > 1) throw new UsageError(`aftercart ${command.name}: one ${operand} at a time.`);
    return operand === undefined ? values : { ...values, [operand]: positionals[0] };
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code.startsWith('ERR_PARSE_ARGS')) throw new UsageError(`aftercart ${command.name}: ${messageOf(error)}`);
    throw error;
  }
}

function usage(): string {
  return [
    'Usage: aftercart <command> [options]',
    '',
    ...COMMANDS.map(usageOf),
    '  --help, --version',
    '',
    'Settings come from the environment (AFTERCART_DATA, AFTERCART_PORT, …): the README lists them.',
  ].join('\n');
}

const usageOf = ({ name, synopsis, summary }: Command): string =>
  `  ${`${name} ${synopsis}`.trim()}\n      ${summary}\n`;

function version(): string {
  const manifest = readFileSync(path.join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
