import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** A range of points; it ends where the next one begins. */
export interface Band {
  name: string;
  from: number;
}

/** The bands in the order of their outputs, the lowest first. Throws a UserError for what is no number, or twice the same. */
export function bandsOf(context: IExecuteFunctions, itemIndex: number): Band[] {
  const entries = context.getNodeParameter('bands.values', itemIndex, []) as IDataObject[];
  const bands = entries.map(({ name, from }) => {
    const points = typeof from === 'string' && from.trim() !== '' ? Number(from) : from;
    if (typeof points !== 'number' || !Number.isFinite(points)) {
      throw new UserError(`A band begins at a number of points, not at ${JSON.stringify(from)}`);
    }
    return { name: typeof name === 'string' && name !== '' ? name : `From ${points}`, from: points };
  });
  if (bands.length === 0) throw new UserError('A split by points needs a band at least');
  if (new Set(bands.map(({ from }) => from)).size < bands.length) {
    throw new UserError('Two bands begin at the same number of points');
  }
  return bands.sort((one, other) => one.from - other.from);
}
