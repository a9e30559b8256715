/**
 * Events that have just happened are about to be run on: those of 250 orders, a few megabytes. Of more than these some
 * wait longer than is worth it.
 */
const MOST = 768;
/** Letters of a payload: larger ones are read from their rows, so that little memory is held. */
const LARGEST = 16 * 1024;

/** The payloads of the latest events as JSON: unpacking what was packed a moment ago costs more than parsing it. */
export class RecentPayloads {
  private readonly texts = new Map<number, string>();

  /** @param id of the event */
  keep(id: number, text: string): void {
    if (text.length > LARGEST) return;
    const oldest = this.texts.keys().next().value;
    if (this.texts.size >= MOST && oldest !== undefined) this.texts.delete(oldest);
    this.texts.set(id, text);
  }

  get(id: number): string | undefined {
    return this.texts.get(id);
  }
}
