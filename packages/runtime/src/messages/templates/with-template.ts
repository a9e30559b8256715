import type { Queries } from '../../db';
import { CodedUserError } from '../../shared';
import type { EmailRequest, LocalizedContent } from '../email-request';
import type { Layout } from '../render';
import type { TemplateContent } from './message-template';

/**
 * Puts what a template says now in the place of its name: a message goes out as the template was when it was queued. The
 * node's own layout comes before the template's.
 * @throws MESSAGE_TEMPLATE_NOT_FOUND
 */
export async function withTemplate<
  Request extends Pick<EmailRequest, 'workspace' | 'template' | 'contents' | 'layout'>,
>(queries: Queries, request: Request): Promise<Request> {
  const { workspace, template } = request;
  if (template === undefined) return request;
  const row = await queries.get<{ layout: Layout; contents: string }>(
    `SELECT v.layout, v.contents FROM message_template t
     JOIN message_template_version v ON v.template = t.id AND v.version = t.current
     WHERE t.workspace = ? AND t.name = ?`,
    [workspace, template],
  );
  if (!row) {
    const message = `There is no message template "${template}". Choose one in the node, or make it again.`;
    throw new CodedUserError('MESSAGE_TEMPLATE_NOT_FOUND', message, { template });
  }
  const contents = (JSON.parse(row.contents) as TemplateContent[]).map(toContent);
  return { ...request, contents, layout: request.layout ?? row.layout };
}

/** What a message is written from: without what its body was made from. */
const toContent = ({ language, subject, body, preheader }: TemplateContent): LocalizedContent => ({
  ...{ language, subject, body },
  ...(preheader !== undefined && { preheader }),
});
