import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { VariantRequest } from '../shared/hub';

/** The variants of the split, in the order of their outputs. Throws a UserError for a weight that is no number. */
export function variantsOf(context: IExecuteFunctions, itemIndex: number): VariantRequest['variants'] {
  const entries = context.getNodeParameter('variants.values', itemIndex, []) as IDataObject[];
  return entries.map(({ name, weight = 1 }, index) => {
    const number = typeof weight === 'string' && weight.trim() !== '' ? Number(weight) : weight;
    if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) {
      throw new UserError(`The weight of the variant ${index + 1} has to be a number, not ${JSON.stringify(weight)}`);
    }
    return { name: typeof name === 'string' && name !== '' ? name : String(index + 1), weight: number };
  });
}
