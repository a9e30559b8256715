import { matchesTrigger, triggeringTypes, typesWaitedFor, type StoredEvent } from '../events';
import type { RunnableVersion } from '../workflows';
import { rulesOf } from './journey-rules';

/**
 * Which events can end a journey of somebody at all. Most shops' events end none, and then nobody has to look for
 * journeys of the contact. Knows every version that was ever published: contacts stay on old ones.
 */
export class EndRules {
  private readonly seen = new Set<string>();
  /** By workspace: types of events that some rule names. */
  private readonly types = new Map<number, Set<string>>();
  /** Workspaces with a rule on a state of affairs, which any event may bring about. */
  private readonly onAnyEvent = new Set<number>();

  note({ id, workspace, settings }: Pick<RunnableVersion, 'id' | 'workspace' | 'settings'>): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    const { onEvent, onCondition } = rulesOf(settings);
    if (onCondition.length > 0) this.onAnyEvent.add(workspace);
    if (onEvent.length === 0) return;
    const types = this.types.get(workspace) ?? new Set();
    for (const { event = '' } of onEvent) for (const type of triggeringTypes([event])) types.add(type);
    this.types.set(workspace, types);
  }

  mayEnd({ workspace, type }: Pick<StoredEvent, 'workspace' | 'type'>): boolean {
    if (this.onAnyEvent.has(workspace)) return true;
    const types = this.types.get(workspace);
    return types !== undefined && typesWaitedFor({ type }).some((each) => types.has(each));
  }
}

/** Whether an event is of the kind that a rule names; its filter is another question. */
export const isNamed = (type: string, event: StoredEvent): boolean => matchesTrigger({ events: [type] }, event);
