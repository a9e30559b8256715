import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';
import { scoreName } from './score-name';

/** Gives or takes points once for each item and visit, and puts the new value into the item as `score`. */
export async function changePoints(context: IExecuteFunctions, itemIndex: number, outputs: number): Promise<Taken> {
  const operation = context.getNodeParameter('operation', itemIndex, 'add') as 'add' | 'subtract' | 'set';
  const reason: unknown = context.getNodeParameter('reason', itemIndex, '');
  const hub = hubOf(context);
  const receipt = await hub.changeScore({
    contact: contactReference(context, itemIndex),
    score: scoreName(context, itemIndex),
    change: { operation, points: pointsOf(context, itemIndex) },
    reason: typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : context.getNode().name,
    itemIndex,
  });
  const crossed = receipt.crossed.map(({ name, direction }) => `${direction} ${name}`).join(', ');
  hub.note?.(`${receipt.score}: ${receipt.previous} → ${receipt.value}${crossed && ` (${crossed})`}`);
  const item = passOn(context, itemIndex);
  const hasCrossed = receipt.crossed.length > 0;
  return {
    output: outputs === 2 && hasCrossed ? 1 : 0,
    item: { ...item, json: { ...item.json, score: { ...receipt, hasCrossed } } },
  };
}

function pointsOf(context: IExecuteFunctions, itemIndex: number): number {
  const given: unknown = context.getNodeParameter('points', itemIndex, 10);
  const points = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof points === 'number' && Number.isFinite(points)) return points;
  throw new UserError(`The points have to be a number, not ${JSON.stringify(given)}`);
}
