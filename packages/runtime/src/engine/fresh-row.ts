import type { ExecutionRow } from './execution-row';
import type { NewExecution } from './sql/insert-execution';

/** The row of an execution as it has just been inserted, without its event's payload. */
export function freshRowOf(id: number, execution: NewExecution): ExecutionRow {
  const { version, mode, node, wakeAt, startedAt, state, contact, event, parent, retryOf } = execution;
  return {
    id,
    workspace: version.workspace,
    workflow: version.workflow,
    version: version.id,
    status: 'new',
    mode,
    node,
    wake_at: wakeAt,
    wake_by: null,
    armed_for: null,
    started_at: startedAt,
    contact: contact ?? null,
    event: event ?? null,
    parent: parent ?? null,
    retry_of: retryOf ?? null,
    attempts: 0,
    lease_owner: null,
    begun_node: null,
    as_of: null,
    drops_messages: null,
    state,
    payload: null,
  };
}
