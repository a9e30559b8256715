import type { Clock, Duration } from '../../shared';
import { Circuit } from '../circuit';

/** At a time, with a provider that does not say how many it takes. */
const USUAL_PLACES = 5;

/** One sender's messages on their way: so many at a time, none while its provider is broken or wants to be left alone. */
export class Lane {
  readonly circuit: Circuit;
  private readonly inHand = new Set<string>();
  private restsUntil = 0;
  private offered = USUAL_PLACES;
  private version: string;

  constructor(
    readonly sender: string | null,
    private readonly clock: Clock,
    /** How many at a time, whatever the provider takes. */
    private readonly limit: number | undefined,
    version: string,
  ) {
    this.circuit = new Circuit(clock);
    this.version = version;
  }

  /** How many more messages it takes now. */
  get room(): number {
    if (this.circuit.isOpen || this.clock.now() < this.restsUntil) return 0;
    return Math.max(0, (this.circuit.isHalfOpen ? 1 : (this.limit ?? this.offered)) - this.inHand.size);
  }

  get isIdle(): boolean {
    return this.inHand.size === 0;
  }

  /** The provider takes so many at a time. */
  offer(places = USUAL_PLACES): void {
    this.offered = places;
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
