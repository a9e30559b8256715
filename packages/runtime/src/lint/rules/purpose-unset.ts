import type { LintRule } from '../lint-rule';
import { isMessage } from '../node-kinds';

const PURPOSES: readonly unknown[] = ['promotional', 'transactional'];

/**
 * What is not called transactional goes as a promotion: an order's confirmation would reach only those who agreed to
 * advertising. n8n's editor leaves out what is at its default, so a missing purpose is meant often enough.
 */
export const purposeUnset: LintRule = {
  code: 'PURPOSE_UNSET',
  severity: 'warning',
  *find({ nodes }) {
    for (const { name, parameters } of nodes.filter(isMessage)) {
      const { purpose } = parameters;
      if (PURPOSES.includes(purpose)) continue;
      const said =
        purpose === undefined ? 'has no purpose' : `has the purpose ${JSON.stringify(purpose)}, which is none`;
      yield {
        node: name,
        message: `"${name}" ${said}, and counts as promotional: only contacts who agreed get it. Set its purpose to "promotional", or to "transactional" for what belongs to an order or an account.`,
      };
    }
  },
};
