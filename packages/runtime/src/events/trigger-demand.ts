import type { TriggerFilter } from './trigger-filter';

/**
 * What triggers wait for at this moment: those of live workflows and of subscriptions. Asked with each event, so it is in
 * memory; what nobody waits for costs nothing.
 */
export interface TriggerDemand {
  filtersOf(workspace: number): readonly TriggerFilter[];
  /** The workspaces in which any trigger waits. */
  workspaces(): readonly number[];
}
