import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

import type { EndRule, EntryRules } from './journey-settings';

/** What an execution runs: a version, immutable. */
export interface RunnableVersion {
  readonly id: string;
  readonly workspace: number;
  readonly workflow: string;
  readonly name: string;
  readonly nodes: INode[];
  readonly connections: IConnections;
  readonly settings: JourneySettings;
}

/** n8n's workflow settings and, under `aftercart`, ours. A stock n8n ignores what it does not know. */
export interface JourneySettings extends IWorkflowSettings {
  readonly aftercart?: {
    /** Who enters, and how often. */
    readonly entry?: Partial<EntryRules>;
    /** Event types that end a contact's journey at once, also in mid-wait: the short form of `exit`. */
    readonly exitOn?: readonly string[];
    /** What ends a contact's journey at once, also in mid-wait, and once more before each message. */
    readonly exit?: readonly EndRule[];
    /** As an exit, but the journey has reached what it is for. */
    readonly goal?: EndRule;
    /** From 1 to 100, 50 where left out: of two journeys that want the same contact the higher sends. */
    readonly priority?: number;
    /** The share of contacts that get no promotional message, in percent. */
    readonly holdout?: number;
    /** Rules of the linter that are not asked, by their code, and why. */
    readonly lint?: { readonly ignore: Readonly<Record<string, string>> };
    /** What becomes of an execution whose server died while a node with effects outside ran; `retry` where left out. */
    readonly afterCrash?: AfterCrash;
    /** The same for single nodes, by name. */
    readonly afterCrashOf?: Readonly<Record<string, AfterCrash>>;
  };
}

/** `retry`: the node runs again, and may do its work twice. `hold`: the execution rests until a person has looked. */
export type AfterCrash = 'retry' | 'hold';
