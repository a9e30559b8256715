import type { Transaction } from '../db';
import type { Wait } from './waits';

/** In characters: it is stored for each execution. */
const LONGEST_NOTE = 120;

export type Effect = (tx: Transaction) => Promise<void>;

/**
 * What a stretch of an execution wants to change besides its own state: messages, rows of sub-workflows. Applied in
 * the transaction that commits the state, all or nothing, so that an effect happens exactly once however often the
 * stretch had to be run.
 */
export class UnitOfWork {
  private effects: Effect[] = [];
  /** Whether a node that follows has to find them done: splits and messages read the database. */
  private isAwaited = false;
  /** By execution, because sub-workflows share the unit of their caller. */
  private readonly waits = new Map<number, { readonly node: string; readonly wait: Wait }>();

  /** What nodes said about their decisions, for the ledger. */
  private readonly notes = new Map<string, string>();

  add(effect: Effect): void {
    this.effects.push(effect);
  }

  /** As `add`, and commits it before the next node runs. */
  addBeforeNext(effect: Effect): void {
    this.add(effect);
    this.isAwaited = true;
  }

  get mustBeCommitted(): boolean {
    return this.isAwaited;
  }

  /** Hands over what has gathered until now: whoever takes it commits it. */
  take(): readonly Effect[] {
    const taken = this.effects;
    this.effects = [];
    this.isAwaited = false;
    return taken;
  }

  /** Of several items of one run the first that says something is heard. */
  note(execution: number, node: string, visit: number, text: string): void {
    const key = `${execution}/${visit}/${node}`;
    if (!this.notes.has(key)) this.notes.set(key, text.slice(0, LONGEST_NOTE));
  }

  noteOf(execution: number, node: string, visit: number): string | undefined {
    return this.notes.size === 0 ? undefined : this.notes.get(`${execution}/${visit}/${node}`);
  }

  /** Notes what an execution is going to wait for at a node. */
  arm(execution: number, node: string, wait: Wait): void {
    this.waits.set(execution, { node, wait });
  }

  /** What an execution waits for at the node that it came to rest at, where that node said so. */
  waitAt(execution: number, node: string | undefined): Wait | undefined {
    const noted = this.waits.get(execution);
    return noted?.node === node ? noted?.wait : undefined;
  }

  async apply(tx: Transaction): Promise<void> {
    for (const effect of this.effects) await effect(tx);
  }
}
