import type { LintRule } from '../lint-rule';
import { sourcesOf } from '../sources';

/** A slip of the pen that shows only when the first contact comes there. */
export const expressionInvalid: LintRule = {
  code: 'EXPRESSION_INVALID',
  severity: 'error',
  *find({ nodes }) {
    for (const node of nodes) {
      for (const { path, fault } of sourcesOf(node)) {
        if (fault === undefined) continue;
        const what = path === 'jsCode' ? 'The code' : `The expression at ${path}`;
        yield { node: node.name, message: `${what} of "${node.name}" cannot be read: ${fault}. Correct it.` };
      }
    }
  },
};
