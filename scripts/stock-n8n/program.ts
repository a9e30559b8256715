import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const WIDTH = 9;
/** n8n lets running executions end for 30 s. */
const PATIENCE_AT_END_MS = 40_000;
const BETWEEN_LOOKS_MS = 250;

export type Settings = Readonly<Record<string, string | undefined>>;

/** A program that this Node runs beside this one, with its name before every line that it prints. */
export class Program {
  /** Resolves with its exit code; null after a signal. */
  readonly ended: Promise<number | null>;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(WIDTH)} | ${line}`));
    }
  }

  /** @param env added to the environment of this process */
  static start(name: string, command: readonly string[], env: Settings): Program {
    const child = spawn(process.execPath, command, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(name, child);
  }

  /** Resolves once an address answers well. Rejects where the program ends before, or takes longer than `patienceMs`. */
  async answersAt(url: string, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!(await answers(url))) {
      if (this.hasEnded()) throw new Error(`${this.name} ended before it was ready; its last lines say why.`);
      if (Date.now() > deadline) throw new Error(`${this.name} was not ready after ${patienceMs / 1000} s.`);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
  }

  /** Asks it to end, and waits until it has. One that does not is ended. */
  async end(): Promise<void> {
    if (this.hasEnded()) return;
    this.child.kill('SIGTERM');
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_AT_END_MS);
    await this.ended;
    clearTimeout(impatience);
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // it does not listen yet
  }
}
