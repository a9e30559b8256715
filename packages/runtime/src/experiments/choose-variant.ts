import type { Database, Queries, Transaction } from '../db';
import { CodedUserError, pointOf } from '../shared';
import { variantAt } from './draw';
import { findWinner } from './find-winner';
import type { VariantChoice, VariantRequest } from './variant-request';

export interface Chooser {
  readonly queries: Queries;
  readonly database: Database;
  readonly workspace: number;
  /** UTC epoch ms. */
  readonly now: number;
}

/** A choice, and what is to be written with it. */
export interface Chosen extends VariantChoice {
  readonly remember: (tx: Transaction) => Promise<void>;
}

/**
 * Chooses a contact's way at an A/B split. Who was there before takes the same way again, whatever weights and variants
 * have become, as long as that way is there. The holdout is drawn apart, so that weights do not move it.
 * @throws VARIANTS_INVALID
 */
export async function chooseVariant(chooser: Chooser, contact: number, request: VariantRequest): Promise<Chosen> {
  checkVariants(request);
  const { queries } = chooser;
  const { test, variants, holdout } = request;
  const nothing = async () => undefined;
  if (pointOf(test, contact, 'holdout') < holdout / 100) return { variant: null, by: 'holdout', remember: nothing };
  const before = await queries.get<{ variant: string }>(
    'SELECT variant FROM split_assignment WHERE test = ? AND contact = ?',
    [test, contact],
  );
  if (before && variants.some(({ name }) => name === before.variant)) {
    return { variant: before.variant, by: 'again', remember: nothing };
  }
  const winner = await findWinner(chooser, request);
  const variant = winner ?? variantAt(pointOf(test, contact), variants);
  return {
    variant,
    by: winner === undefined ? 'chance' : 'winner',
    remember: async (tx) => {
      await tx.run(
        `INSERT INTO split_assignment (test, contact, workspace, variant, assigned_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (test, contact) DO UPDATE SET variant = excluded.variant, assigned_at = excluded.assigned_at`,
        [test, contact, chooser.workspace, variant, chooser.now],
      );
    },
  };
}

function checkVariants({ variants, holdout }: VariantRequest): void {
  const isUnique = new Set(variants.map(({ name }) => name)).size === variants.length;
  const isWeighted = variants.every(({ weight }) => weight >= 0) && variants.some(({ weight }) => weight > 0);
  if (isUnique && isWeighted && holdout >= 0 && holdout <= 100) return;
  throw new CodedUserError(
    'VARIANTS_INVALID',
    'An A/B split needs variants with different names, weights of 0 or more of which one is above 0, and a holdout from 0 to 100 percent.',
  );
}
