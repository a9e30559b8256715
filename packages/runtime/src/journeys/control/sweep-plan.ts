/** What becomes of those who wait at a node of an older version when a new one is published. */
export type InFlightPolicy =
  /** They stay on their version. */
  | { readonly do: 'stay' }
  /** They wait on as long as they would have, at the node of the same name in the new version. */
  | { readonly do: 'keepTime' }
  /** The node of the same name computes their wait anew, as if it had begun when theirs did. */
  | { readonly do: 'recompute' }
  /** They go on at this node of the new version at once. */
  | { readonly do: 'move'; readonly node: string }
  | { readonly do: 'leave' };

/** What a resumed journey does about the time that it stood still. */
export const RESUME_POLICIES = ['shift', 'sendOverdue', 'dropOverdue'] as const;
export type ResumePolicy = (typeof RESUME_POLICIES)[number];

/** A change to many executions of one workflow. JSON. */
export type SweepPlan =
  | { readonly kind: 'resume'; readonly waits: ResumePolicy; /** Milliseconds. */ readonly by: number }
  | { readonly kind: 'leave'; readonly reason: string }
  | {
      readonly kind: 'migrate';
      readonly to: string;
      readonly otherwise: InFlightPolicy;
      readonly nodes: Readonly<Record<string, InFlightPolicy>>;
    };
