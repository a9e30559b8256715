import type { Queries, Transaction } from '../db';
import type { PointsRequest, ScoreReceipt, Scores } from '../scores';

interface Dependencies {
  readonly queries: Queries;
  readonly scores: Pick<Scores, 'give' | 'preview'>;
  readonly workspace: number;
  readonly unitOfWork: { add(effect: (tx: Transaction) => Promise<void>): void };
}

/**
 * Points that the nodes of one execution give. They are given with the commit of the execution; until then the nodes that
 * follow see them here. What has been committed meanwhile is known by its reference and not counted twice.
 */
export class PendingPoints {
  private readonly pending = new Map<number, PointsRequest[]>();

  constructor(private readonly dependencies: Dependencies) {}

  /** What comes of a request: that of one without a reference is only asked about. */
  async take(contact: number, request: PointsRequest): Promise<ScoreReceipt> {
    const { queries, scores, workspace, unitOfWork } = this.dependencies;
    const who = { workspace, contact };
    const requests = [...(this.pending.get(contact) ?? []), request];
    const receipt = await scores.preview(queries, who, requests);
    if (request.reference === undefined) return receipt;
    this.pending.set(contact, requests);
    unitOfWork.add(async (tx) => {
      await scores.give(tx, who, request);
    });
    return receipt;
  }
}
