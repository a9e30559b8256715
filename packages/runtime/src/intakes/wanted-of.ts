import type { TriggerFilter } from '../events';
import type { WantedIntake } from './set-intakes';

/** Whom a trigger takes in who is a member already, by its filter: one intake for each list and each segment. */
export function wantedOf(
  trigger: { readonly id: string; readonly name: string },
  filter: TriggerFilter,
): WantedIntake[] {
  const { members, lists = [], segments = [] } = filter;
  if (!members) return [];
  const base = { trigger: trigger.id, node: trigger.name, members };
  return [
    ...lists.map((audience): WantedIntake => ({ ...base, kind: 'list', audience })),
    ...segments.map((audience): WantedIntake => ({ ...base, kind: 'segment', audience })),
  ];
}
