import { Readable } from 'node:stream';

/**
 * A mail's text on its way to a mail server, which takes a mail for its own when it reads the line that ends it. Nothing is read
 * ahead: the text goes when the server has asked for it, and `onLastByte` is called when only that line is left.
 */
export class WithheldText extends Readable {
  private isGiven = false;
  private refusal: { readonly error: unknown } | undefined;

  /** @param onLastByte where it throws, the end is never sent */
  constructor(
    private readonly bytes: Buffer,
    private readonly onLastByte: () => void,
  ) {
    super({ highWaterMark: 0 });
  }

  /** Whether the server has asked for it. */
  get hasBegun(): boolean {
    return this.isGiven;
  }

  /** What `onLastByte` threw: whoever passes errors on writes into them. */
  get heldBackBy(): { readonly error: unknown } | undefined {
    return this.refusal;
  }

  override _read(): void {
    if (!this.isGiven) {
      this.isGiven = true;
      this.push(this.bytes);
      return;
    }
    try {
      this.onLastByte();
      this.push(null);
    } catch (error) {
      this.refusal = { error };
      this.destroy(new Error('The end of the mail is held back.'));
    }
  }
}
