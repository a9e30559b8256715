import { hours, type Clock, type ErrorCode, type Logger } from '../shared';

interface Refusals {
  /** Since it was logged last. */
  count: number;
  loggedAt: number;
}

const QUIET = hours(1);
const REMEMBERED = 1_000;

/**
 * Logs refused deliveries once per shop and reason, then counts, and logs the count at most once an hour: whoever
 * knocks with a wrong signature must not fill the disk.
 */
export class RefusalLog {
  private readonly refusals = new Map<string, Refusals>();

  constructor(private readonly dependencies: { readonly clock: Clock; readonly logger: Logger }) {}

  /** @param shop the id of a connected shop */
  note(shop: string, code: ErrorCode, message: string): void {
    const now = this.dependencies.clock.now();
    const key = `${shop} ${code}`;
    const known = this.refusals.get(key);
    if (known && now - known.loggedAt < QUIET.milliseconds) {
      known.count++;
      return;
    }
    this.dependencies.logger.warn({ shop, code, repeated: known?.count ?? 0 }, message);
    this.refusals.delete(key);
    this.refusals.set(key, { count: 0, loggedAt: now });
    if (this.refusals.size > REMEMBERED) this.forgetOldest();
  }

  private forgetOldest(): void {
    for (const key of this.refusals.keys()) {
      this.refusals.delete(key);
      return;
    }
  }
}
