import type { WorkflowExecuteMode } from 'n8n-workflow';

import type { StoredStatus } from '../db';
import type { StoredPayload } from '../events';

/** An execution as the engine takes it up. */
export interface ExecutionRow {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly version: string;
  readonly status: StoredStatus;
  readonly mode: WorkflowExecuteMode;
  /** Where it waits; before its first run, the node that it begins with. */
  readonly node: string | null;
  readonly wake_at: number | null;
  /** JSON of a Wake: which way out of its wait it takes. Null where there is only one. */
  readonly wake_by: string | null;
  /** The contact whose arms its wait has; null without any. */
  readonly armed_for: number | null;
  readonly started_at: number;
  readonly contact: number | null;
  readonly event: number | null;
  readonly parent: number | null;
  readonly retry_of: number | null;
  readonly attempts: number;
  /** The process that holds the lease on it; null on SQLite. */
  readonly lease_owner: string | null;
  /** The node with effects outside that had begun when a process died over it; null where none had. */
  readonly begun_node: string | null;
  /** The instant that its next stretch takes for now; null for the clock's. */
  readonly as_of: number | null;
  /** 1 where what its next stretch sends is dropped, because it fell due during a pause. */
  readonly drops_messages: number | null;
  readonly state: Uint8Array | null;
  /** Of the event that it entered by. */
  readonly payload: StoredPayload | null;
}

/** The columns of an ExecutionRow, for statements that read one. */
export const EXECUTION_ROW = `SELECT execution.id, execution.workspace, execution.workflow, execution.version, execution.status,
  execution.mode, execution.node, execution.wake_at, execution.wake_by, execution.armed_for, execution.started_at,
  execution.contact, execution.event, execution.parent, execution.retry_of, execution.attempts, execution.lease_owner,
  execution.begun_node, execution.as_of, execution.drops_messages, execution.state, event.payload
  FROM execution LEFT JOIN event ON event.id = execution.event`;
