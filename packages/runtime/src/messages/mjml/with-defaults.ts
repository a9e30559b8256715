/** What an author need not say: the mail runs as its language does, in the brand's font. Handlebars fills it in. */
const ATTRIBUTES = `<mj-attributes><mj-all font-family="{{brand.font}}" /><mj-text align="{{start}}" /><mj-table align="{{start}}" /><mj-section direction="{{dir}}" /><mj-column direction="{{dir}}" /></mj-attributes>`;
const PREVIEW = '<mj-preview>{{preheader}}</mj-preview>';

/**
 * Puts language, direction, font and preview text into MJML that does not say them itself. What the author says about
 * the same counts, because it stands later. Everything is put in on the line where it belongs, so that lines keep their numbers.
 */
export function withDefaults(source: string): string {
  const defaults = /<mj-preview[\s>]/i.test(source) ? ATTRIBUTES : ATTRIBUTES + PREVIEW;
  return withHead(withLanguage(source)).replace(/<mj-head(\s[^>]*)?>/i, (head) => head + defaults);
}

const withLanguage = (source: string): string =>
  source.replace(/<mjml([^>]*)>/i, (_, attributes: string) => {
    const language = /\slang=/i.test(attributes) ? '' : ' lang="{{lang}}"';
    const direction = /\sdir=/i.test(attributes) ? '' : ' dir="{{dir}}"';
    return `<mjml${attributes}${language}${direction}>`;
  });

function withHead(source: string): string {
  if (/<mj-head\s*\/>/i.test(source)) return source.replace(/<mj-head\s*\/>/i, '<mj-head></mj-head>');
  return /<mj-head[\s>]/i.test(source) ? source : source.replace(/<mj-body/i, '<mj-head></mj-head><mj-body');
}
