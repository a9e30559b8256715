import type { Journey } from '../journey';
import type { LintRule } from '../lint-rule';
import { asksForPurchases, isPromotional, isWait, PURCHASE_EVENTS } from '../node-kinds';

/** Nobody likes to be talked into what they bought yesterday. */
export const noExitOnPurchase: LintRule = {
  code: 'NO_EXIT_ON_PURCHASE',
  severity: 'warning',
  *find(journey) {
    if (endsWithPurchase(journey)) return;
    const late = journey.nodes.filter(
      (node) => isPromotional(node) && journey.behind(node, { find: isWait, unless: asksForPurchases }),
    );
    const [first] = late;
    if (!first) return;
    const names = late.map(({ name }) => `"${name}"`).join(', ');
    yield {
      node: first.name,
      message: `Who buys during a wait is sent ${names} all the same. Add "order.placed" to the exit rules of the journey (settings, exitOn), or ask with Split by Purchase Action after the wait.`,
    };
  },
};

function endsWithPurchase({ settings: { exitOn = [], exit = [], goal } }: Journey): boolean {
  if (exitOn.some((type) => PURCHASE_EVENTS.has(type))) return true;
  return [...exit, ...(goal ? [goal] : [])].some((rule) =>
    'event' in rule ? PURCHASE_EVENTS.has(rule.event) : /"sales":|"happened":"order\./.test(JSON.stringify(rule)),
  );
}
