import type { PointsRequest } from '../scores';
import { CodedUserError } from '../shared';
import type { ScoreRequest } from './hub-requests';

const TOTAL = 'total';

/**
 * What a node asks for, as the ledger takes it; points of 0 where it only asks what there is.
 * @throws SCORE_INVALID
 */
export function pointsOf(
  { score, change, reason }: ScoreRequest,
  { reference, at, reason: usual }: { reference: string; at: number; reason: string },
): PointsRequest {
  const base = { score, kind: 'node', reason: reason?.trim() || usual, at } as const;
  if (!change) return { ...base, change: { points: 0 } };
  const { operation, points } = change;
  if (!Number.isFinite(points)) throw new CodedUserError('SCORE_INVALID', 'The points have to be a number.');
  if (score === TOTAL) {
    throw new CodedUserError(
      'SCORE_INVALID',
      '"total" is all scores together: points go to one of them, such as "engagement".',
    );
  }
  if (operation === 'set') return { ...base, reference, change: { value: points } };
  return { ...base, reference, change: { points: operation === 'add' ? points : -points } };
}
