import { compileMjml, isMjml } from '../mjml';
import { checkTemplate } from '../render/check-template';
import type { Brand } from './brand';
import { brandInvalid } from './parse-brand';

/** Makes HTML of a brand's layout. @throws BRAND_INVALID with MJML's lines, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE (Handlebars) */
export async function compileLayout(brand: Brand): Promise<Brand> {
  const { layout } = brand;
  if (layout === null) return brand;
  if (!isMjml(layout)) throw brandInvalid(['layout: must be MJML, beginning with <mjml>']);
  const { html: layoutHtml, problems } = await compileMjml(layout);
  if (problems.length > 0) throw brandInvalid(problems.map((problem) => `layout: ${problem}`));
  checkTemplate(layoutHtml, { part: 'layout' });
  return { ...brand, layoutHtml };
}
