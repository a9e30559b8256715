import { compileMjml, isMjml } from '../mjml';
import type { TemplateContent } from './message-template';
import { templateInvalid } from './template-invalid';

/**
 * Makes HTML of what is written in MJML, be it sent as the body or by its own name; the source is kept beside it.
 * @throws MESSAGE_TEMPLATE_INVALID with MJML's lines
 */
export async function compileContents(contents: readonly TemplateContent[]): Promise<TemplateContent[]> {
  const done = await Promise.all(contents.map(compileContent));
  const problems = done.flatMap((one, index) => one.problems.map((problem) => `contents.${index}.mjml: ${problem}`));
  if (problems.length > 0) throw templateInvalid(problems);
  return done.map(({ content }) => content);
}

async function compileContent(content: TemplateContent): Promise<{ content: TemplateContent; problems: string[] }> {
  const { mjml = isMjml(content.body) ? content.body : undefined } = content;
  if (mjml === undefined) return { content, problems: [] };
  if (!isMjml(mjml)) return { content, problems: ['must begin with <mjml>'] };
  const { html: body, problems } = await compileMjml(mjml);
  return { content: { ...content, body, mjml }, problems: [...problems] };
}
