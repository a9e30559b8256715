import type { IExecuteFunctions } from 'n8n-workflow';
import { OperationalError, UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf, type VariantRequest } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';
import { variantsOf } from './variants-of';

/** Chooses for one item, by the hub: it knows who was here before. The last output is the holdout's. */
export async function takeVariant(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const variants = variantsOf(context, itemIndex);
  const hub = hubOf(context);
  const { variant, by } = await hub.chooseVariant({
    contact: contactReference(context, itemIndex),
    test: context.getNode().id,
    variants,
    holdout: percentOf(context.getNodeParameter('holdout', itemIndex, 0)),
    ...winnerOf(context, itemIndex),
  });
  hub.note?.(variant === null ? 'Holdout' : `${variant} (${by})`);
  const item = passOn(context, itemIndex);
  if (variant === null) return { output: variants.length, item };
  const output = variants.findIndex(({ name }) => name === variant);
  if (output === -1) throw new OperationalError(`The hub chose "${variant}", which no variant is called`);
  return { output, item };
}

function winnerOf(context: IExecuteFunctions, itemIndex: number): Pick<VariantRequest, 'winner'> {
  if (context.getNodeParameter('pickWinner', itemIndex, false) !== true) return {};
  const days = Number(context.getNodeParameter('afterDays', itemIndex, 7));
  if (!(days > 0)) throw new UserError('A winner is picked after a number of days above 0');
  const conversion = context.getNodeParameter('conversion', itemIndex, 'bought') as 'bought';
  return { winner: { afterHours: days * 24, conversion } };
}

function percentOf(value: unknown): number {
  const percent = Number(value);
  if (percent >= 0 && percent <= 100) return percent;
  throw new UserError(`The holdout is a number of percent from 0 to 100, not ${JSON.stringify(value)}`);
}
