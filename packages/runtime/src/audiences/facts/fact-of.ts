import type { EventCondition, Leaf } from '../condition';
import { contactFact } from './contact-fact';
import type { Fact, FactScope } from './fact';
import { happenedFact } from './happened-fact';
import { nextPurchaseFact, rfmFact } from './insight-facts';
import { consentFact, listFact, tagFact } from './membership-facts';
import { messageFact } from './message-fact';
import { salesFact } from './sales-fact';
import { scoreFact } from './score-fact';

/** A question that the database answers. */
export type StoredLeaf = Exclude<Leaf, EventCondition>;

/** The fact that a leaf asks about. */
export function factOf(leaf: StoredLeaf, scope: FactScope): Fact {
  if ('contact' in leaf) return contactFact(leaf, scope);
  if ('consent' in leaf) return consentFact(leaf, scope);
  if ('list' in leaf) return listFact(leaf, scope);
  if ('tag' in leaf) return tagFact(leaf, scope);
  if ('score' in leaf) return scoreFact(leaf, scope);
  if ('rfm' in leaf) return rfmFact(leaf, scope);
  if ('nextPurchase' in leaf) return nextPurchaseFact(leaf, scope);
  if ('happened' in leaf) return happenedFact(leaf, scope);
  if ('sales' in leaf) return salesFact(leaf, scope);
  return messageFact(leaf, scope);
}
