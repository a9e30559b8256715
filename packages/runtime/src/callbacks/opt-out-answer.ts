import type { Transaction } from '../db';
import { insertMessage, isReplyCapable, writtenMessage } from '../messages';

const WHATSAPP_EN = 'You will get no more WhatsApp messages from us.';

/** One answer, which advertises nothing, so that nobody has to ask twice. */
const ANSWERS: Readonly<Record<string, string>> = {
  en: 'You will get no more text messages from us.',
  he: 'הוסרת מרשימת התפוצה. לא נשלח אליך הודעות נוספות.',
  ar: 'تم إلغاء اشتراكك. لن نرسل إليك المزيد من الرسائل.',
};

interface Answer {
  readonly workspace: number;
  readonly channel: 'sms' | 'whatsapp';
  readonly to: string;
  readonly sender: { readonly id: string; readonly address: string };
  /** BCP 47; what they were written to in. */
  readonly locale: string | null;
  readonly now: number;
}

/** Confirms to whoever refused more text messages that it was heard. Nothing is answered where nobody can answer. */
export async function answerOptOut(
  tx: Transaction,
  { workspace, channel, to, sender, locale, now }: Answer,
): Promise<boolean> {
  if (!isReplyCapable(sender.address)) return false;
  const language = (locale ?? 'en').split('-')[0] ?? 'en';
  const known = language in ANSWERS ? language : 'en';
  await insertMessage(
    tx,
    // Of no contact: theirs are not sent any more. This one is the last.
    writtenMessage(
      {
        ...{ workspace, contact: null, channel, purpose: 'transactional', recipient: to, locale: known },
        ...{
          sender: sender.address,
          senderId: sender.id,
          text: channel === 'whatsapp' && known === 'en' ? WHATSAPP_EN : (ANSWERS[known] ?? ''),
        },
        reason: 'The contact refused more messages, and is told once that it was heard',
      },
      now,
    ),
    { execution: null, workflow: null, node: null, visit: 0, item: 0 },
  );
  return true;
}
