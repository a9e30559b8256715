import type { Config, Properties } from './config';
import { isAllowed } from './consent';
import { newId } from './new-id';
import type { Pushes } from './push/pushes';
import { forget, read, write } from './storage';
import { Transport, type Message } from './transport';

/** What a page may do before the visitor has agreed, in memory only. */
const MOST_HELD = 30;

/** What pages call as `aftercart`. */
export class Tracker {
  private readonly transport: Transport;
  private allowed: boolean;
  /** What happened on this page before the visitor was asked. It is nowhere but here. */
  private held: Message[] = [];
  /** Where the site has push messages. */
  pushes: Pushes | undefined;
  private readonly toldTo: Array<(event: string) => void> = [];
  private readonly allowedTo: Array<() => void> = [];
  private readonly changedTo: Array<() => void> = [];

  constructor(private readonly config: Config) {
    this.transport = new Transport(config);
    this.allowed = isAllowed(config);
  }

  track(event: string, properties: Properties = {}): void {
    this.tell({ type: 'track', event, properties });
    if (this.allowed) for (const listen of this.toldTo) listen(event);
  }

  page(name?: string, properties: Properties = {}): void {
    this.tell({ type: 'page', name, properties });
  }

  /** Who sits here, by an e-mail address. Somebody else than before begins with a history of their own. */
  identify(user: string | Properties, traits: Properties = {}): void {
    const all = typeof user === 'string' ? { email: user, ...traits } : user;
    const email = typeof all.email === 'string' ? all.email.trim().toLowerCase() : '';
    if (this.allowed && email) {
      const before = read('user');
      if (before !== null && before !== email) this.reset();
      write('user', email);
    }
    this.tell({ type: 'identify', traits: all });
    if (this.allowed) for (const listen of this.toldTo) listen('identify');
  }

  alias(user: string): void {
    this.identify(user);
  }

  /** The visitor logs out: who comes next is somebody else. */
  reset(): void {
    forget('id', 'user');
    if (this.allowed) for (const listen of this.changedTo) listen();
  }

  /** By what the server knows this browser; undefined where the visitor has not agreed. */
  visitor(): string | undefined {
    return this.allowed ? this.anonymousId() : undefined;
  }

  /** Calls back with the name of each event that is told from now on, and with `identify`. */
  onTold(listen: (event: string) => void): void {
    this.toldTo.push(listen);
  }

  /** Calls back once the visitor has agreed. */
  onAllowed(listen: () => void): void {
    this.allowedTo.push(listen);
  }

  /** Calls back when somebody else sits here. */
  onChanged(listen: () => void): void {
    this.changedTo.push(listen);
  }

  /** What the visitor said when the page asked. */
  consent(said: 'granted' | 'denied'): void {
    if (said === 'granted') {
      write('consent', said);
      this.allowed = true;
      for (const message of this.held.splice(0)) this.transport.send({ ...message, anonymousId: this.anonymousId() });
      for (const listen of this.allowedTo) listen();
      return;
    }
    this.allowed = false;
    this.held = [];
    this.transport.drop();
    forget('id', 'user', 'consent');
    // Only where silence would mean yes has the no to be remembered.
    if (this.config.consent === 'none') write('consent', 'denied');
  }

  /** Asks for push messages, by the browser's own question: to be called from a click. @returns whether they come now */
  async subscribe(): Promise<boolean> {
    return (await this.pushes?.subscribe('')) ?? false;
  }

  /** No push messages any more in this browser. */
  async unsubscribe(): Promise<void> {
    await this.pushes?.unsubscribe();
  }

  /** For pages whose code runs before this script: `(aftercart = window.aftercart || []).push(['track', …])`. */
  push(...calls: unknown[][]): void {
    for (const [name, ...given] of calls) {
      if (name === 'track') this.track(String(given[0]), given[1] as Properties);
      else if (name === 'page') this.page(given[0] as string | undefined, given[1] as Properties);
      else if (name === 'identify' || name === 'alias')
        this.identify(given[0] as string | Properties, given[1] as Properties);
      else if (name === 'consent') this.consent(given[0] === 'granted' ? 'granted' : 'denied');
      else if (name === 'reset') this.reset();
      else if (name === 'subscribe') void this.subscribe();
      else if (name === 'unsubscribe') void this.unsubscribe();
    }
  }

  private tell(message: Message): void {
    const whole = {
      ...message,
      messageId: newId(),
      timestamp: new Date().toISOString(),
      context: {
        page: { url: location.href, path: location.pathname, title: document.title, referrer: document.referrer },
        ...(navigator.webdriver && { webdriver: true }),
      },
    };
    if (this.allowed) this.transport.send({ ...whole, anonymousId: this.anonymousId() });
    else if (this.held.length < MOST_HELD) this.held.push(whole);
  }

  private anonymousId(): string {
    const known = read('id');
    if (known !== null) return known;
    const id = newId();
    write('id', id);
    return id;
  }
}
