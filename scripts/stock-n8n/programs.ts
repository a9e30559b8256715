import { Program, type Settings } from './program';

/** What was started here, and ends together. */
export class Programs {
  private readonly started: Program[] = [];
  private ending: Promise<void> | undefined;

  /** @param env added to the environment of this process */
  start(name: string, command: readonly string[], env: Settings): Program {
    const program = Program.start(name, command, env);
    this.started.push(program);
    return program;
  }

  get isEnding(): boolean {
    return this.ending !== undefined;
  }

  /** Resolves with the name of the first of them that ends. */
  async firstEnd(): Promise<string> {
    return await Promise.race(this.started.map(async ({ name, ended }) => (await ended, name)));
  }

  /** Resolves once all have ended, however often it is called. */
  async end(): Promise<void> {
    this.ending ??= Promise.all(this.started.map((program) => program.end())).then(() => undefined);
    await this.ending;
  }
}
