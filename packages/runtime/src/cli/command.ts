import type { ParseArgsConfig } from 'node:util';

import type { Config } from '../config';

/** The terminal, or a test in its place. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  /** What the command is run for: its output can be piped. A line break is added. */
  out(text: string): void;
  /** What went wrong, and what a person wants to know besides. */
  complain(text: string): void;
  /** Resolves when the program is told to end. */
  stopped(): Promise<void>;
}

export interface CommandContext {
  readonly config: Config;
  readonly terminal: Terminal;
}

/** The options of a call as they were given. */
export type Values = Readonly<Record<string, string | boolean | ReadonlyArray<string | boolean> | undefined>>;

/** One command: `aftercart <name> …`. */
export interface Command {
  readonly name: string;
  /** The options as a person types them. */
  readonly synopsis: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What stands after the name without dashes, e.g. FILE: `run` finds it among the values under this name. */
  readonly operand?: string;
  /** @returns the exit code */
  run(values: Values, context: CommandContext): Promise<number>;
}

/** The command was called in a way that it does not know: exit code 2. */
export class UsageError extends Error {}

export function textOption(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The values of an option that can be given several times. */
export function listOption(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
