/** What stands in one queue: the due executions of one workflow. */
export interface Lane {
  readonly workspace: number;
  readonly workflow: string;
}

export interface LaneLoad extends Lane {
  /** How many of its executions are being worked on. */
  readonly inHand: number;
  /** The smaller, the longer ago it got a slot; 0 for never. */
  readonly servedAt: number;
}

/**
 * Deals free slots, one at a time, to whoever has least: first among the workspaces, then among the workflows of one.
 * So a workflow with a hundred thousand due executions leaves a slot to every other that has one.
 * @returns how many slots each workflow gets; those that get none are left out
 */
export function shareSlots(slots: number, lanes: readonly LaneLoad[]): Map<string, number> {
  const workspaces = new Map<number, { load: number; servedAt: number; lanes: Hand[] }>();
  for (const lane of lanes) {
    const workspace = workspaces.get(lane.workspace) ?? { load: 0, servedAt: Infinity, lanes: [] };
    workspace.load += lane.inHand;
    workspace.servedAt = Math.min(workspace.servedAt, lane.servedAt);
    workspace.lanes.push({ workflow: lane.workflow, load: lane.inHand, servedAt: lane.servedAt });
    workspaces.set(lane.workspace, workspace);
  }
  const shares = new Map<string, number>();
  const all = [...workspaces.values()];
  for (let slot = 0; slot < slots && all.length > 0; slot += 1) {
    const workspace = leastOf(all);
    const lane = leastOf(workspace.lanes);
    workspace.load += 1;
    lane.load += 1;
    shares.set(lane.workflow, (shares.get(lane.workflow) ?? 0) + 1);
  }
  return shares;
}

interface Loaded {
  load: number;
  readonly servedAt: number;
}

interface Hand extends Loaded {
  readonly workflow: string;
}

function leastOf<Each extends Loaded>(all: Each[]): Each {
  return all.reduce((least, each) =>
    each.load < least.load || (each.load === least.load && each.servedAt < least.servedAt) ? each : least,
  );
}
