import type { Queries } from '../../db';
import { readFacts, type Addressee } from './facts';
import type { Judgement, Step } from './judgement';
import { lookAtConsent } from './rules/consent';
import { lookAtSuppression } from './rules/suppression';

/**
 * What can be said of a message when it is written already, so that the node's output says so at once: nobody is written
 * to who must not be. Everything else is looked at when its time has come, and this once more.
 * @returns the judgement where something is against it
 */
export async function firstLook(
  queries: Queries,
  addressee: Omit<Addressee, 'id'>,
  now: number,
): Promise<{ judgement: Judgement; objection: Extract<Step, { outcome: 'skip' }> } | undefined> {
  const message = { ...addressee, id: '' };
  const facts = await readFacts(queries, message);
  const steps: Step[] = [{ rule: 'suppression', ...lookAtSuppression(facts, message) }];
  if (steps[0]?.outcome === 'pass') {
    steps.push({ rule: 'consent', ...(await lookAtConsent(queries, message, facts)) });
  }
  const last = steps.at(-1);
  return last?.outcome === 'skip' ? { judgement: { at: now, rules: steps }, objection: last } : undefined;
}
