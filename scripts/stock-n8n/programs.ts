import { Program, type Settings } from './program';

/** What was started here, and ends together. */
export class Programs {
  private readonly started: Program[] = [];
  private readonly stop = new AbortController();
  private ending: Promise<void> | undefined;

  /** Ends what is run to its end in between. */
  readonly signal = this.stop.signal;

  /**
   * @param env added to the environment of this process
   * @throws where all are to end
   */
  start(name: string, command: readonly string[], env: Settings): Program {
    this.signal.throwIfAborted();
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
    this.stop.abort();
    this.ending ??= Promise.all(this.started.map((program) => program.end())).then(() => undefined);
    await this.ending;
  }
}
