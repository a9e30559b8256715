import { isReplyCapable, type ChosenSender } from '../senders';
import { optOutText } from './opt-out-text';
import { shortenLinks, type NewShortLink } from './shorten-links';

interface Finish {
  readonly language: string;
  readonly purpose: 'promotional' | 'transactional';
  readonly sender: Pick<ChosenSender, 'address'> | undefined;
  /** Yes where left out. */
  readonly optOutText?: boolean;
  /** Yes where left out. */
  readonly shortLinks?: boolean;
  readonly publicUrl: string;
}

/** A rendered text as it is sent: with short links and, where it can be answered, the words that refuse more. */
export function finishText(text: string, finish: Finish): { text: string; links: readonly NewShortLink[] } {
  const { language, purpose, sender, publicUrl } = finish;
  const written = finish.shortLinks === false ? { text, links: [] } : shortenLinks(text, publicUrl);
  const isRefusable = purpose === 'promotional' && sender !== undefined && isReplyCapable(sender.address);
  if (!isRefusable || finish.optOutText === false) return written;
  return { ...written, text: `${written.text}\n${optOutText(language)}` };
}
