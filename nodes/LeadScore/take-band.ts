import type { IExecuteFunctions } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';
import { bandsOf } from './bands-of';
import { scoreName } from './score-name';

/** The output of the band that a contact's points are in; the first one below all bands. */
export async function takeBand(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const bands = bandsOf(context, itemIndex);
  const score = scoreName(context, itemIndex);
  const hub = hubOf(context);
  const receipt = await hub.changeScore({ contact: contactReference(context, itemIndex), score, itemIndex });
  const value = score === 'total' ? receipt.total : receipt.value;
  const output = bands.filter(({ from }) => value >= from).length;
  hub.note?.(`${score} ${value}: ${bands[output - 1]?.name ?? 'Below'}`);
  return { output, item: passOn(context, itemIndex) };
}
