import type { Queries } from '../db';
import type { EmailRequest, MessageReceipt } from '../messages';
import { readTrackingSettings } from '../tracking';

/** Says in the receipt of a mail whose node asks for tracking whether it will be told when it is opened: journeys decide by it. */
export async function withOpensTold(
  queries: Queries,
  workspace: number,
  { track }: Pick<EmailRequest, 'track'>,
  receipt: MessageReceipt,
): Promise<MessageReceipt> {
  if (track !== true) return receipt;
  const { opens } = await readTrackingSettings(queries, workspace);
  return { ...receipt, tellsOpens: opens && receipt.verdict !== 'skip' };
}
