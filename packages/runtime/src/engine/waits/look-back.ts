import type { EventsFrom } from '../../events';
import type { ExecutionRow } from '../execution-row';
import type { Wake } from './wait-arm';

/** Since when an event counts for a wait that begins now. */
export interface LookBack {
  /**
   * Since the contact came to the node. That is taken to be when the stretch began that led there: so it stays the same
   * however often a stretch has to be run, and nothing that comes while it runs is missed.
   */
  readonly node: EventsFrom;
  readonly journey: EventsFrom;
}

type Stretch = Pick<ExecutionRow, 'state' | 'event' | 'wake_at' | 'wake_by' | 'started_at'>;

export function lookBackOf({ state, event, wake_at, wake_by, started_at }: Stretch): LookBack {
  const journey: EventsFrom = event === null ? { receivedAt: started_at } : { after: event };
  if (state === null) return { node: journey, journey };
  const wokenBy = wake_by === null ? undefined : (JSON.parse(wake_by) as Wake).event;
  if (wokenBy !== undefined) return { node: { after: wokenBy }, journey };
  return { node: { ...journey, receivedAt: wake_at ?? started_at }, journey };
}
