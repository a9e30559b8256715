import type { IRunExecutionData } from 'n8n-workflow';

import type { Database, Transaction } from '../../db';
import { recordProgress, runsIn } from '../../journeys';
import type { N8nHost, NodeAhead } from '../../n8n-host';
import type { Clock } from '../../shared';
import type { WorkflowStore } from '../../workflows';
import { commitPatiently, type Patience } from '../commit-patiently';
import type { ExecutionRow } from '../execution-row';
import { markBegun, saveCheckpoint } from '../sql/save-checkpoint';
import type { StateContext } from '../state/state-context';
import { encodeState } from '../state-codec';
import { staticDataChanges } from '../static-data';
import type { Effect, UnitOfWork } from '../unit-of-work';
import { afterCrashOf } from './after-crash';

interface Dependencies {
  readonly database: Database;
  readonly host: N8nHost;
  readonly workflows: WorkflowStore;
  readonly patience: Patience;
  readonly clock: Clock;
}

/**
 * Commits an execution before and after each node that has effects outside, so that a crash repeats nothing but the node
 * that it fell into, and that the next process knows which one it was. What our own nodes did until then is
 * committed with it. Also commits after a node of ours that changed what the nodes after it read.
 */
export class Checkpoints {
  /** Why the run must not count any further: it has ended meanwhile, or cannot be stored. */
  failure: { readonly error: unknown } | undefined;
  isOver = false;
  /** The runs of nodes that the ledger has already. */
  recorded: ReturnType<typeof runsIn>;

  private hasMoved = false;
  private hasEffects = false;

  constructor(
    private readonly row: ExecutionRow,
    private readonly context: StateContext,
    private readonly unitOfWork: UnitOfWork,
    private readonly dependencies: Dependencies,
  ) {}

  /** @throws to end the run: its execution has ended, or cannot be stored */
  async beforeNode(ahead: NodeAhead): Promise<void> {
    const begun = ahead.hasEffectsOutside ? ahead.node : null;
    try {
      const isDue = this.hasEffects || this.unitOfWork.mustBeCommitted || (begun !== null && this.hasMoved);
      if (isDue) await this.save(ahead, begun);
      // Where nothing has happened yet, the stored state is good; only who must not repeat the node has to know of it.
      else if (begun !== null && afterCrashOf(this.context.version, begun) === 'hold') await this.mark(begun);
    } catch (error) {
      this.failure = { error };
      throw error;
    }
    if (this.isOver) throw new Error('The execution was ended while it ran.');
    // The trigger has fired already: handing its items on is no move.
    this.hasMoved ||= Object.keys(ahead.standing().resultData.runData).length > 0;
    this.hasEffects = begun !== null;
  }

  private async save({ node, standing }: NodeAhead, begun: string | null): Promise<void> {
    const { row, context, dependencies } = this;
    const now = standing();
    const state = encodeState(now, context);
    const ledger = this.record(now);
    const effects: readonly Effect[] = this.unitOfWork.take();
    const saveStaticData = await staticDataChanges(context.version, row.mode, dependencies);
    await this.commit(async (tx) => {
      const changed = await saveCheckpoint(tx, row, { node, state, begun, ledger });
      if (changed === 0) return 0;
      for (const effect of effects) await effect(tx);
      await saveStaticData?.(tx);
      return changed;
    });
  }

  private record(state: IRunExecutionData): string {
    const { row, context, unitOfWork } = this;
    const { version } = context;
    const noteOf = (node: string, visit: number) => unitOfWork.noteOf(row.id, node, visit);
    const at = this.dependencies.clock.now();
    const line = recordProgress(state, { version, earlier: this.recorded, at, noteOf });
    this.recorded = runsIn(state);
    return line;
  }

  private async mark(begun: string): Promise<void> {
    await this.commit((tx) => markBegun(tx, this.row, begun));
  }

  private async commit(work: (tx: Transaction) => Promise<number>): Promise<void> {
    const { database, patience } = this.dependencies;
    const changed = await commitPatiently(this.row.id, () => database.write(work), patience);
    this.isOver = changed === 0;
  }
}
