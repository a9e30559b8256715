import type { Queries } from '../../db';
import type { EventPayload } from '../../events';
import { CodedUserError } from '../../shared';
import type { OutgoingEmail } from '../channels/email/email-provider';
import { isDeliverableAddress } from '../email-address';
import type { EmailRequest } from '../email-request';
import { frameOf } from '../frame-of';
import { brandIn, narratorIn, plainData, renderEmail, type RenderedEmail } from '../render';
import { readAudience } from '../template-contact';
import { compileContents, withTemplate } from '../templates';
import { checkHtml } from './checks/check-html';
import { checkLanguages } from './checks/check-languages';
import { checkPlaceholders } from './checks/check-placeholders';
import type { Finding } from './checks/finding';
import { SAMPLE_CONTACT, SAMPLE_EVENT } from './sample-order';

/** A mail that is looked at: as a node asks for it, with whom and what it is shown for. */
export interface PreviewRequest extends Pick<
  EmailRequest,
  'contents' | 'template' | 'purpose' | 'layout' | 'from' | 'data'
> {
  /** Whom it is shown for; somebody made up where null. */
  readonly contact: number | null;
  /** An event whose order, cart or product it is about; a made-up order where null. */
  readonly event: number | null;
}

export interface Preview {
  /** One for each language that the mail is written in. */
  readonly mails: readonly RenderedEmail[];
  readonly findings: readonly Finding[];
}

interface Dependencies {
  readonly queries: Queries;
  readonly sender: string;
  readonly payloadOf: (queries: Queries, workspace: number, event: number) => Promise<EventPayload | undefined>;
  readonly preferencesUrl: (workspace: number, contact: number) => string;
  /** Hands a mail over at once: it is no message, and nothing counts it. */
  readonly send: (mail: Omit<OutgoingEmail, 'id'>) => Promise<void>;
}

/** Shows authors what their mails look like before anybody gets them. */
export class MessagePreviews {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * The mail in each of its languages, and what is to be said about it.
   * @throws CONTACT_NOT_FOUND, EVENT_NOT_FOUND, MESSAGE_TEMPLATE_NOT_FOUND, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE
   */
  async preview(workspace: number, asked: PreviewRequest): Promise<Preview> {
    const { queries } = this.dependencies;
    const { request, render, data, dataIn, preferencesUrl } = await this.prepare(workspace, asked);
    const mails = request.contents.map(render);
    const findings = [
      ...(await checkLanguages(queries, workspace, request.contents)),
      ...request.contents.flatMap((content) => checkPlaceholders(content, { ...dataIn(content), ...data })),
      ...mails.flatMap((mail) => checkHtml(mail, { purpose: request.purpose, preferencesUrl })),
    ];
    return { mails, findings };
  }

  /**
   * Sends the mail to an address, marked as a test, in one of its languages: no consent is asked for, and nothing is counted.
   * @returns how many were sent
   * @throws as `preview`, ADDRESS_INVALID, LANGUAGE_MISSING, and what the provider says
   */
  async sendTest(workspace: number, asked: PreviewRequest, to: string, language?: string): Promise<number> {
    if (!isDeliverableAddress(to)) throw new CodedUserError('ADDRESS_INVALID', `"${to}" is not an e-mail address.`);
    const { request, render } = await this.prepare(workspace, asked);
    const wanted = request.contents.filter((content) => language === undefined || content.language === language);
    if (wanted.length === 0) throw new CodedUserError('LANGUAGE_MISSING', 'The mail is not written in that language.');
    const from = request.from?.trim() || this.dependencies.sender;
    for (const { subject, html, text } of wanted.map(render)) {
      await this.dependencies.send({ from, to, replyTo: null, subject: `[Test] ${subject}`, html, text });
    }
    return wanted.length;
  }

  private async prepare(workspace: number, asked: PreviewRequest) {
    const { queries, sender, preferencesUrl: urlOf } = this.dependencies;
    const { template, contents: written } = asked;
    const contents = template === undefined ? await compileContents(written) : [];
    const request = await withTemplate(queries, { ...asked, contents, workspace });
    const { contact, timeZone, brand } = await readAudience(queries, workspace, request.contact, request.contents);
    if (request.contact !== null && !contact) {
      throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to show it for.`);
    }
    const preferencesUrl = urlOf(workspace, contact?.id ?? 0);
    const behind = await this.eventOf(workspace, request.event);
    const own = plainData(request.data);
    const before = { contact: contact ?? SAMPLE_CONTACT, preferencesUrl };
    const from = request.from?.trim() || sender;
    // As the mail itself: where nobody has said anything about the brand, nothing stands around the body.
    const frame =
      brand && frameOf(brand, { purpose: request.purpose, layout: request.layout, sender: from, preferencesUrl });
    const render = (content: EmailRequest['contents'][number]): RenderedEmail =>
      renderEmail({
        ...{ contents: [content], locale: content.language, timeZone: contact?.timeZone ?? timeZone },
        ...{ country: contact?.country, frame, data: own, read: { behind, before } },
      });
    const dataIn = ({ language, preheader = '' }: EmailRequest['contents'][number]): object => ({
      ...{ preheader, ...brandIn(brand, language), ...narratorIn(brand?.narrator, language) },
    });
    return { request, render, preferencesUrl, data: { ...behind, ...own, ...before }, dataIn };
  }

  private async eventOf(workspace: number, event: number | null): Promise<object> {
    if (event === null) return SAMPLE_EVENT;
    const payload = await this.dependencies.payloadOf(this.dependencies.queries, workspace, event);
    if (payload) return payload;
    throw new CodedUserError('EVENT_NOT_FOUND', `There is no event ${event}.`);
  }
}
