import type { WhatsappTemplate } from '../channels/whatsapp/outgoing-whatsapp';

/** What a WhatsApp message is made of beside its text: the column `content` of its row. */
export interface StoredContent {
  readonly template: WhatsappTemplate | null;
  /** The provider said that it was too late for the text: the template goes, whatever the window. */
  readonly isTextRefused?: boolean;
}

export const storeContent = (content: StoredContent): string => JSON.stringify(content);

export function readContent(content: string | null | undefined): StoredContent {
  return content ? (JSON.parse(content) as StoredContent) : { template: null };
}
