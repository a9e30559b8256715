import type { Transaction } from '../db';

export type Effect = (tx: Transaction) => Promise<void>;

/**
 * What a stretch of an execution wants to change besides its own state: messages, rows of sub-workflows. Applied in
 * the transaction that commits the state, all or nothing, so that an effect happens exactly once however often the
 * stretch had to be run.
 */
export class UnitOfWork {
  private effects: Effect[] = [];

  add(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Hands over what has gathered until now: whoever takes it commits it. */
  take(): readonly Effect[] {
    const taken = this.effects;
    this.effects = [];
    return taken;
  }

  async apply(tx: Transaction): Promise<void> {
    for (const effect of this.effects) await effect(tx);
  }
}
