/** How many stretches took which path through the host, and what kept the others from the lean one. */
export interface PathCounts {
  lean: number;
  full: number;
  /** Stretches on the full path by reason: a node type that is not covered, a setting. */
  readonly reasons: Record<string, number>;
}

export function countPath(paths: PathCounts, reason: string | undefined): void {
  if (reason === undefined) {
    paths.lean += 1;
    return;
  }
  paths.full += 1;
  paths.reasons[reason] = (paths.reasons[reason] ?? 0) + 1;
}
