import type { Clock, Duration } from '../../shared';
import { Circuit } from '../circuit';

/** One sender's messages on their way: so many at a time, none while its provider is broken or wants to be left alone. */
export class Lane {
  readonly circuit: Circuit;
  private readonly inHand = new Set<string>();
  private restsUntil = 0;
  private version: string;

  constructor(
    readonly sender: string | null,
    private readonly clock: Clock,
    private readonly concurrency: number,
    version: string,
  ) {
    this.circuit = new Circuit(clock);
    this.version = version;
  }

  /** How many more messages it takes now. */
  get room(): number {
    if (this.circuit.isOpen || this.clock.now() < this.restsUntil) return 0;
    return Math.max(0, (this.circuit.isHalfOpen ? 1 : this.concurrency) - this.inHand.size);
  }

  get isIdle(): boolean {
    return this.inHand.size === 0;
  }

  /** With other settings the provider may work: it is tried at once. */
  follow(version: string): void {
    if (version === this.version) return;
    this.version = version;
    this.restsUntil = 0;
    this.circuit.close();
  }

  get currentVersion(): string {
    return this.version;
  }

  take(message: string): void {
    this.inHand.add(message);
  }

  letGo(message: string): void {
    this.inHand.delete(message);
  }

  /** The provider asked for it. @returns until when nothing is sent */
  rest(pause: Duration): number {
    this.restsUntil = Math.max(this.restsUntil, this.clock.now() + pause.milliseconds);
    return this.restsUntil;
  }
}
