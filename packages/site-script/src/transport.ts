import type { Config } from './config';

export type Message = Record<string, unknown>;

/** Browsers let a page that ends send 64 kB. */
const MOST_BYTES = 60_000;
const MOST_MESSAGES = 20;
const MOST_WAITING = 200;
const WAIT = 400;
const ATTEMPTS = 4;

/** Sends messages a few at a time, as a type of body for which browsers ask nobody beforehand. */
export class Transport {
  private waiting: Message[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(private readonly config: Config) {
    addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.leave();
    });
  }

  send(message: Message): void {
    if (this.waiting.length < MOST_WAITING) this.waiting.push(message);
    if (document.visibilityState === 'hidden') this.leave();
    else this.timer ??= setTimeout(() => void this.flush(), WAIT);
  }

  /** Forgets what was not sent yet. */
  drop(): void {
    this.waiting = [];
  }

  private async flush(): Promise<void> {
    const messages = this.take();
    if (messages.length > 0 && !(await this.post(messages)) && ++this.failures < ATTEMPTS) {
      this.waiting.unshift(...messages);
    } else {
      this.failures = 0;
    }
    this.timer = undefined;
    if (this.waiting.length > 0) this.timer = setTimeout(() => void this.flush(), WAIT * 5 ** this.failures);
  }

  /** @returns false where trying again may help */
  private async post(messages: Message[]): Promise<boolean> {
    try {
      const body = this.bodyOf(messages);
      const answer = await fetch(`${this.config.url}/v1/batch`, {
        method: 'POST',
        body,
        keepalive: true,
        credentials: 'omit',
      });
      return answer.status < 500 && answer.status !== 429;
    } catch {
      return false; // no network, or the server is away
    }
  }

  /** The page ends: what is left goes by a beacon, which outlives it. */
  private leave(): void {
    for (let messages = this.take(); messages.length > 0; messages = this.take()) {
      const body = this.bodyOf(messages);
      if (!navigator.sendBeacon(`${this.config.url}/v1/batch`, body)) {
        void fetch(`${this.config.url}/v1/batch`, { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(
          () => undefined,
        );
      }
    }
  }

  private take(): Message[] {
    let [count, size] = [0, 0];
    while (count < Math.min(MOST_MESSAGES, this.waiting.length)) {
      size += JSON.stringify(this.waiting[count]).length;
      if (count > 0 && size > MOST_BYTES) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private bodyOf(batch: Message[]): string {
    return JSON.stringify({ writeKey: this.config.key, sentAt: new Date().toISOString(), batch });
  }
}
