import type { Queries } from '../../db';
import type { ErrorCode } from '../../shared';
import { readFacts, type Addressee } from './facts';
import { reasonOf, type Judgement, type Step } from './judgement';
import { lookAtConsent } from './rules/consent';
import { lookAtSuppression } from './rules/suppression';

/**
 * What can be said of a message when it is written already, so that the node's output says so at once: nobody is written
 * to who must not be. Everything else is looked at when its time has come, and this once more.
 * @returns what is against it, with the judgement; undefined where nothing is
 */
export async function firstLook(
  queries: Queries,
  addressee: Omit<Addressee, 'id'>,
  now: number,
): Promise<{ code: ErrorCode; reason: string; judgement: Judgement } | undefined> {
  const message = { ...addressee, id: '' };
  const facts = await readFacts(queries, message);
  const steps: Step[] = [{ rule: 'suppression', ...lookAtSuppression(facts, message) }];
  if (steps[0]?.outcome === 'pass') {
    steps.push({ rule: 'consent', ...(await lookAtConsent(queries, message, facts)) });
  }
  const last = steps.at(-1);
  if (last?.outcome !== 'skip') return undefined;
  return { code: last.code, reason: reasonOf(last), judgement: { at: now, rules: steps } };
}
