import type { LintRule } from '../lint-rule';

/** A connection was forgotten, or a node is left over. */
export const nodeUnreachable: LintRule = {
  code: 'NODE_UNREACHABLE',
  severity: 'warning',
  *find(journey) {
    if (journey.nodes.length === 0) return;
    if (journey.triggers.length === 0) {
      yield { node: null, message: 'Nothing starts this workflow. Add a trigger and connect it.' };
      return;
    }
    const reachable = journey.reachable();
    for (const { name } of journey.nodes) {
      if (reachable.has(name)) continue;
      yield { node: name, message: `No way leads from a trigger to "${name}". Connect it, or remove it.` };
    }
  },
};
