import type { Static } from '@sinclair/typebox';

import type { InFlightCount, JourneyState, LedgerEntry, Sweep, WaitingCount } from '../journeys';
import { toIso, toIsoOrNull } from './iso';
import type { InFlightCountSchema, JourneySchema, LedgerAnswer, SweepSchema, WaitingSchema } from './schemas/journey';

export function presentJourney({ workflow, pausedAt, ...state }: JourneyState): Static<typeof JourneySchema> {
  return { workflowId: workflow, ...state, pausedAt: toIsoOrNull(pausedAt) };
}

export function presentSweep({ changed, startedAt, endedAt }: Sweep): Static<typeof SweepSchema> {
  return { changed, startedAt: toIso(startedAt), endedAt: toIsoOrNull(endedAt) };
}

export function presentWaiting({ version, node, waiting, nextAt }: WaitingCount): Static<typeof WaitingSchema> {
  return { versionId: version, node, waiting, nextAt: toIsoOrNull(nextAt) };
}

export function presentInFlight(count: InFlightCount): Static<typeof InFlightCountSchema> {
  return { ...presentWaiting(count), does: count.does };
}

export function presentLedgerEntry({ at, version, until, event, outputs, seen, ...rest }: LedgerEntry): LedgerAnswer {
  return {
    ...rest,
    at: toIso(at),
    versionId: version,
    ...(outputs && { outputs: [...outputs] }),
    ...(until !== undefined && { until: toIsoOrNull(until) }),
    ...(event !== undefined && { eventId: event }),
    ...(seen && { seen: [...seen] }),
  };
}
