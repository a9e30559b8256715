import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

import type { Outcome } from './sql/record-outcome';

/** How far a message came that was in the middle of being sent. */
export type HandOverStage =
  | { readonly stage: 'begun' | 'handedOver' }
  /** The provider has answered. */
  | { readonly stage: 'answered'; readonly outcome: Outcome };

type Line = HandOverStage & { readonly id: string };

/** Past this size, what is settled is thrown away. */
const LARGEST = 1024 * 1024;

/**
 * What the process that comes after a crash wants to know of the messages in hand: whether the provider had the last byte,
 * and what it answered. The database is told of a message before it is begun and after it was answered, each time when
 * the disk has it; in between only this file is written, with one plain write that takes microseconds. What a dead
 * process wrote stays. After a loss of power it may not have reached the disk, so it is believed only as long as the
 * machine has not been started anew.
 */
export class HandOverJournal {
  private readonly open = new Map<string, Line>();
  private file: number | undefined;
  private size = 0;

  /** @param machine names this start of the machine; undefined where that is not known, and then nothing is believed */
  constructor(
    private readonly path: string,
    private readonly machine: string | undefined = startOfMachine(),
  ) {}

  /** What an earlier process left behind; undefined where that cannot be relied on. */
  read(): Map<string, HandOverStage> | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const [head, ...lines] = text.split('\n').slice(0, -1);
    if (this.machine === undefined || head !== this.machine) return undefined;
    return new Map(
      lines.map((line) => {
        const { id, ...stage } = JSON.parse(line) as Line;
        return [id, stage];
      }),
    );
  }

  /** Begins anew: what was read before is in the database now. */
  clear(): void {
    this.open.clear();
    this.rewrite();
  }

  note(id: string, stage: HandOverStage): void {
    const line: Line = { id, ...stage };
    this.open.set(id, line);
    if (this.file === undefined || this.size > LARGEST) this.rewrite();
    else this.size += writeSync(this.file, `${JSON.stringify(line)}\n`);
  }

  /** The database knows the rest. */
  settle(id: string): void {
    this.open.delete(id);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private rewrite(): void {
    this.close();
    const text = [this.machine ?? '', ...[...this.open.values()].map((line) => JSON.stringify(line)), ''].join('\n');
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
    this.file = openSync(this.path, 'a');
    this.size = text.length;
  }
}

function startOfMachine(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined; // not Linux
  }
}
