import type { IDataObject } from 'n8n-workflow';

import { decodePayload, type EventPayload } from '../../events';
import type { RunnableVersion } from '../../workflows';
import type { ExecutionRow } from '../execution-row';

/** What lies beside a state and is not stored in it again. It has to be the same when the state is read. */
export interface StateContext {
  readonly version: RunnableVersion;
  /** UTC epoch ms; null while it waits for a call only. */
  readonly wakeAt: number | null;
  /** UTC epoch ms; undefined for an execution that is not in the table yet. */
  readonly startedAt?: number;
  /** What the event holds that the execution entered by, unpacked once; undefined without an event. */
  readonly payload: () => EventPayload | undefined;
  /** The item that the execution entered with, made of its event; undefined without an event. Always the same object. */
  triggerItem(): IDataObject | undefined;
}

type Beside = Pick<ExecutionRow, 'payload' | 'event' | 'wake_at' | 'started_at'>;

export function stateContextOf(row: Beside, version: RunnableVersion): StateContext {
  let item: IDataObject | undefined;
  let payload: EventPayload | undefined;
  const read = (): EventPayload | undefined => {
    if (row.payload !== null) payload ??= decodePayload(row.payload);
    return payload;
  };
  return {
    version,
    wakeAt: row.wake_at,
    startedAt: row.started_at,
    payload: read,
    triggerItem() {
      const facts = item ? undefined : read();
      if (facts) item = { ...facts, event: { ...facts.event, id: row.event } };
      return item;
    },
  };
}

/** The context of an execution that enters without an event. */
export function bareContext(version: RunnableVersion): StateContext {
  return { version, wakeAt: null, payload: () => undefined, triggerItem: () => undefined };
}
