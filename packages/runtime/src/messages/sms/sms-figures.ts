import { fractionDigits } from '../../shared';
import { isReplyCapable, type ChosenSender } from '../senders';
import { countSegments } from './count-segments';
import type { SmsFigures } from './sms-request';

interface About {
  readonly text: string;
  readonly recipient: string;
  readonly purpose: 'promotional' | 'transactional';
  readonly sender: Pick<ChosenSender, 'address' | 'pricePer1000' | 'currency'> | undefined;
  readonly warning?: string;
}

/** More parts than phones reliably put together again. */
const MANY_SEGMENTS = 6;

/** What a text message costs and what may go wrong with it, before it is sent. */
export function smsFigures({ text, recipient, purpose, sender, warning }: About): SmsFigures {
  const counted = countSegments(text);
  const warnings = [
    ...(warning === undefined ? [] : [warning]),
    ...(counted.segments > MANY_SEGMENTS ? [`It takes ${counted.segments} segments: providers may refuse it.`] : []),
    ...(purpose === 'promotional' && sender && !isReplyCapable(sender.address)
      ? [oneWay(sender.address, recipient)]
      : []),
  ];
  return { ...counted, cost: costOf(counted.segments, sender), warnings };
}

function oneWay(address: string, recipient: string): string {
  const law = recipient.startsWith('+972')
    ? ' In Israel a link alone is not enough: use a number that can be answered.'
    : '';
  return `Nobody can answer "${address}" to refuse more messages: let the text say how.${law}`;
}

function costOf(segments: number, sender: About['sender']): SmsFigures['cost'] {
  if (!sender || sender.pricePer1000 === null || sender.currency === null) return null;
  const { pricePer1000, currency } = sender;
  return { amount: (segments * pricePer1000) / (1_000 * 10 ** fractionDigits(currency)), currency };
}
