import type { Brand } from './brand';
import { parseSender } from './email-address';
import type { EmailRequest } from './email-request';
import type { MailFrame } from './render';

interface FramedMail extends Pick<EmailRequest, 'purpose' | 'layout'> {
  /** `Name <address>` or an address. */
  readonly sender: string;
  readonly preferencesUrl?: string;
}

/** What stands around a mail of a workspace that has a brand. */
export function frameOf(brand: Brand, { purpose, layout = 'default', sender, preferencesUrl }: FramedMail): MailFrame {
  return { layout, brand, purpose, preferencesUrl, sender: parseSender(sender) };
}
