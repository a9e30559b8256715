import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** The score that the node is about. Throws a UserError where none is named. */
export function scoreName(context: IExecuteFunctions, itemIndex: number): string {
  const name: unknown = context.getNodeParameter('score', itemIndex, 'engagement');
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  throw new UserError('The node names no score, such as "engagement"');
}
