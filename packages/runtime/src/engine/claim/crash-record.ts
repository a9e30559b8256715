import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

import { codeOf, messageOf, type Logger } from '../../shared';

/**
 * What this process has in hand, for the one that comes after its death: of all that is due then, only these may have
 * caused it. Not synced to the disk, so that it costs next to nothing: what a dead process wrote stays, and of a machine
 * that loses power no execution is the cause.
 */
export class CrashRecord {
  private file: number | undefined;

  constructor(
    private readonly path: string,
    private readonly logger: Logger,
  ) {}

  /** The executions that the previous process had in hand when it ended; none where it ended in order. */
  read(): number[] {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    const end = text.indexOf('\n');
    const line = end < 0 ? '' : text.slice(0, end);
    return line.split(' ').filter(Boolean).map(Number).filter(Number.isSafeInteger);
  }

  write(ids: Iterable<number>): void {
    try {
      this.file ??= openSync(this.path, 'w');
      // One write of one line: whatever longer line stood there before is past its end.
      writeSync(this.file, `${[...ids].join(' ')}\n`, 0);
    } catch (error) {
      // Without it a crash is merely not counted: no reason to stop.
      this.logger.warn({ code: codeOf(error), reason: messageOf(error) }, 'What is in hand could not be noted');
    }
  }

  close(): void {
    if (this.file === undefined) return;
    closeSync(this.file);
    this.file = undefined;
  }
}
