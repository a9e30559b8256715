import type { INode } from 'n8n-workflow';

import type { LintRule } from '../lint-rule';
import { is, isPromotional, isTrigger, namesOf } from '../node-kinds';

/** Events that come of an agreement. */
const AGREEMENTS = new Set(['consent.granted', 'form.confirmed']);

/** Whoever did not agree goes through all of a journey and gets nothing of it; its numbers are lower for it. */
export const consentNotAsked: LintRule = {
  code: 'CONSENT_NOT_ASKED',
  severity: 'hint',
  *find(journey) {
    const { entry } = journey.settings;
    if (entry?.filter !== undefined && JSON.stringify(entry.filter).includes('"consent":')) return;
    const isEntrance = (node: INode): boolean => isTrigger(node) && !isAgreement(node);
    const unasked = journey.nodes.filter(
      (node) => isPromotional(node) && journey.behind(node, { find: isEntrance, unless: asksForConsent }),
    );
    const [first] = unasked;
    if (!first) return;
    const names = unasked.map(({ name }) => `"${name}"`).join(', ');
    yield {
      node: first.name,
      message: `Contacts who did not agree to promotions come to ${names}, too: they are sent nothing and go on as if they had been. Ask for the consent in the entry filter, or with Split by Attributes before it.`,
    };
  },
};

function asksForConsent(node: INode): boolean {
  if (is(node, 'updateConsent')) return node.parameters.status === 'granted';
  return is(node, 'splitByAttributes') && JSON.stringify(node.parameters).includes('"about":"consent"');
}

function isAgreement(node: INode): boolean {
  if (!is(node, 'eventTrigger')) return false;
  const events = [...namesOf(node.parameters.events), ...namesOf(node.parameters.otherEvents)];
  return events.length > 0 && events.every((type) => AGREEMENTS.has(type));
}
