const OURS = /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i;

/** Our id in a Message-ID that we wrote, with or without its brackets. */
export function ourMessageId(messageId: string | undefined): string | undefined {
  return OURS.exec(messageId ?? '')?.[1]?.toLowerCase();
}
