import type { LintRule } from '../lint-rule';
import { sourcesOf } from '../sources';

/** Somebody renamed or removed a node that others read from. */
export const namedNodeMissing: LintRule = {
  code: 'NAMED_NODE_MISSING',
  severity: 'error',
  *find(journey) {
    for (const node of journey.nodes) {
      const named = [...sourcesOf(node)].flatMap(({ path, nodes }) => nodes.map((name) => ({ path, name })));
      for (const { path, name } of named.filter((each) => !journey.has(each.name))) {
        yield {
          node: node.name,
          message: `"${node.name}" reads from a node "${name}" (at ${path}), but no node has that name. Write the name of one that is there.`,
        };
      }
    }
    for (const name of Object.keys(journey.settings.afterCrashOf ?? {})) {
      if (journey.has(name)) continue;
      yield {
        node: null,
        message: `The settings of the journey (afterCrashOf) name a node "${name}", but no node has that name. Correct or remove it.`,
      };
    }
  },
};
