import type { LintRule } from '../lint-rule';
import { consentNotAsked } from './consent-not-asked';
import { couponWithoutExpiry } from './coupon-without-expiry';
import { expressionInvalid } from './expression-invalid';
import { languageMissing } from './language-missing';
import { namedNodeMissing } from './named-node-missing';
import { noExitOnPurchase } from './no-exit-on-purchase';
import { nodeUnreachable } from './node-unreachable';
import { purposeUnset } from './purpose-unset';
import { splitWithoutWait } from './split-without-wait';
import { templateInvalid } from './template-invalid';
import { waitWithoutMaximum } from './wait-without-maximum';

/** All rules, the worst findings first. */
export const LINT_RULES: readonly LintRule[] = [
  ...[expressionInvalid, templateInvalid, namedNodeMissing],
  ...[nodeUnreachable, splitWithoutWait, waitWithoutMaximum],
  ...[purposeUnset, noExitOnPurchase, languageMissing, couponWithoutExpiry],
  consentNotAsked,
];
