import type { entities, Queries } from '../db';
import type { EventPayload } from '../events';
import type { MessageDraft } from './draft';
import type { LocalizedContent } from './email-request';
import { frameOf } from './frame-of';
import { namesPlaceholder } from './names-placeholder';
import { renderEmail, type RenderedEmail } from './render';
import { SharedContents } from './shared-contents';
import { readAudience, readingOf } from './template-contact';

export interface WriteDependencies {
  readonly contents?: SharedContents;
  /** Reads what an event holds. */
  readonly payloadOf?: (queries: Queries, workspace: number, event: number) => Promise<EventPayload | undefined>;
  /** The page on which a contact decides what they get: templates name it. */
  readonly preferencesUrl?: (workspace: number, contact: number) => string;
  /** Where a contact confirms what they signed up for; undefined where nothing waits for it. */
  readonly confirmUrl?: FindConfirmUrl;
}

export type FindConfirmUrl = (queries: Queries, to: ConfirmationFor) => Promise<string | undefined>;

/** Whose confirmation a link is to be for. It proves the mailbox: it goes to this address and to no other one. */
export interface ConfirmationFor {
  readonly workspace: number;
  readonly contact: number;
  readonly address: string;
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
    const audience = await readAudience(queries, workspace, addressee, contents);
    const { contact, brand } = audience;
    const preferencesUrl = contact && this.dependencies.preferencesUrl?.(workspace, contact.id);
    const confirmUrl = await this.confirmUrlOf(queries, message, { contents, data: draft.data });
    return () =>
      renderEmail({
        contents,
        ...readingOf(audience, { event, preferencesUrl, confirmUrl }),
        frame: brand && frameOf(brand, { purpose, sender, layout: draft.layout, preferencesUrl }),
        data: draft.data,
      });
  }

  private async confirmUrlOf(
    queries: Queries,
    { workspace, contact, recipient: address }: entities.Message,
    { contents, data }: { readonly contents: readonly LocalizedContent[]; readonly data: object },
  ): Promise<string | undefined> {
    const { confirmUrl } = this.dependencies;
    if (contact === null || !confirmUrl || !namesPlaceholder(contents, 'confirmUrl')) return undefined;
    // The mail that asks for the first time brings its own.
    if ('confirmUrl' in data) return undefined;
    return await confirmUrl(queries, { workspace, contact, address });
  }

  private async contentsOf(queries: Queries, { contents }: MessageDraft): Promise<readonly LocalizedContent[]> {
    return typeof contents === 'string' ? await this.contents.read(queries, contents) : contents;
  }

  private async eventOf(queries: Queries, workspace: number, { event }: MessageDraft) {
    if (typeof event !== 'number') return event ?? undefined;
    return await this.dependencies.payloadOf?.(queries, workspace, event);
  }
}
