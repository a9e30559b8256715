import type { IExecuteFunctions } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import { contactReference } from './contact-reference';
import { hubOf, type Decision, type MomentRequest } from './hub';
import { journeyStart } from './journey-start';
import type { Rule } from './rule';
import { passOn, type Taken } from './split-items';

/** A way out, and what has to hold of the contact to take it. */
export interface WayOut {
  name: string;
  rule: Rule;
}

/** Takes the first way whose rule holds, else the output after them all; with one question to the hub. */
export async function decideOutput(
  context: IExecuteFunctions,
  itemIndex: number,
  ways: readonly WayOut[],
  moment: MomentRequest = {},
): Promise<Taken> {
  const hub = hubOf(context);
  const decisions = await hub.decide({
    contact: contactReference(context, itemIndex),
    rules: ways.map(({ rule }) => rule),
    enteredAt: journeyStart(context, itemIndex),
    ...moment,
  });
  if (decisions.length < ways.length) throw new OperationalError('The hub did not decide about all outputs');
  const held = decisions.findIndex(({ holds }) => holds);
  const looked = held === -1 ? decisions : decisions.slice(0, held + 1);
  hub.note?.(looked.map((decision, index) => `${ways[index]?.name}: ${describe(decision)}`).join('; '));
  return { output: held === -1 ? ways.length : held, item: passOn(context, itemIndex) };
}

const describe = ({ seen }: Decision): string =>
  seen.map(({ fact, value }) => `${fact} ${JSON.stringify(value)}`).join(', ');
