import type { entities, Queries } from '../db';
import type { EventPayload } from '../events';
import type { MessageDraft } from './draft';
import type { LocalizedContent } from './email-request';
import { frameOf } from './frame-of';
import { renderEmail, type RenderedEmail } from './render';
import { SharedContents } from './shared-contents';
import { readAudience, readingOf, type PagesOf } from './template-contact';

export interface WriteDependencies {
  readonly contents?: SharedContents;
  /** Reads what an event holds. */
  readonly payloadOf?: (queries: Queries, workspace: number, event: number) => Promise<EventPayload | undefined>;
  readonly pagesOf?: PagesOf;
}

/** Writes mails from their drafts. */
export class MessageWriter {
  private readonly contents: SharedContents;

  constructor(private readonly dependencies: WriteDependencies = {}) {
    this.contents = dependencies.contents ?? new SharedContents();
  }

  /**
   * Reads what a draft needs; the function that comes back writes it, without another look at the store.
   * @returns undefined for a message that is written already. The function throws TEMPLATE_INVALID with line and
   *   reason, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING.
   */
  async prepare(queries: Queries, message: entities.Message): Promise<(() => RenderedEmail) | undefined> {
    if (message.draft === null) return undefined;
    const { workspace, contact: addressee, purpose, sender } = message;
    const draft = JSON.parse(message.draft) as MessageDraft;
    const contents = await this.contentsOf(queries, draft);
    const event = await this.eventOf(queries, workspace, draft);
    const audience = await readAudience(queries, workspace, addressee);
    const { contact, brand } = audience;
    const pages = contact && this.dependencies.pagesOf?.(workspace, contact.id);
    return () =>
      renderEmail({
        contents,
        ...readingOf(audience, { event, pages }),
        frame:
          brand && frameOf(brand, { purpose, sender, layout: draft.layout, preferencesUrl: pages?.preferencesUrl }),
        data: draft.data,
      });
  }

  private async contentsOf(queries: Queries, { contents }: MessageDraft): Promise<readonly LocalizedContent[]> {
    return typeof contents === 'string' ? await this.contents.read(queries, contents) : contents;
  }

  private async eventOf(queries: Queries, workspace: number, { event }: MessageDraft) {
    if (typeof event !== 'number') return event ?? undefined;
    return await this.dependencies.payloadOf?.(queries, workspace, event);
  }
}
