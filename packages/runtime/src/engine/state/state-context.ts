import type { IDataObject } from 'n8n-workflow';

import { decodePayload } from '../../events';
import type { RunnableVersion } from '../../workflows';
import type { ExecutionRow } from '../execution-row';

/** What lies beside a state and is not stored in it again. It has to be the same when the state is read. */
export interface StateContext {
  readonly version: RunnableVersion;
  /** UTC epoch ms; null while it waits for a call only. */
  readonly wakeAt: number | null;
  /** UTC epoch ms; undefined for an execution that is not in the table yet. */
  readonly startedAt?: number;
  /** The item that the execution entered with, made of its event; undefined without an event. Always the same object. */
  triggerItem(): IDataObject | undefined;
}

type Beside = Pick<ExecutionRow, 'payload' | 'event' | 'wake_at' | 'started_at'>;

export function stateContextOf(row: Beside, version: RunnableVersion): StateContext {
  let item: IDataObject | undefined;
  return {
    version,
    wakeAt: row.wake_at,
    startedAt: row.started_at,
    triggerItem() {
      if (row.payload !== null) item ??= itemOf(row.payload, row.event);
      return item;
    },
  };
}

/** The context of an execution that enters without an event. */
export function bareContext(version: RunnableVersion): StateContext {
  return { version, wakeAt: null, triggerItem: () => undefined };
}

/** What a trigger node puts out for an event: its payload, and the event's id in it. */
function itemOf(stored: NonNullable<ExecutionRow['payload']>, event: number | null): IDataObject {
  const payload = decodePayload(stored);
  return { ...payload, event: { ...payload.event, id: event } };
}
