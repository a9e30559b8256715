import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';

import { trackLinks, type TrackedLink } from '../../../../packages/runtime/src/tracking';

const tracked = (html: string, more: object = {}): { html: string; links: TrackedLink[] } => {
  const links: TrackedLink[] = [];
  const addressOf = (link: TrackedLink): string => {
    links.push(link);
    return `https://t.example/c/${link.position}`;
  };
  return { html: trackLinks(html, { addressOf, ...more }), links };
};

describe('links of a mail', () => {
  test('lead by way of us, equal ones as one place', () => {
    const { html, links } = tracked(
      '<p><a href="https://shop.example/a?x=1&amp;y=2">A</a> <A HREF=\'http://shop.example/b\' class=x>B</A> <a class=y href=https://shop.example/a?x=1&y=2>A</a></p>',
    );
    expect(html).toBe(
      '<p><a href="https://t.example/c/0">A</a> <A HREF="https://t.example/c/1" class=x>B</A> <a class=y href="https://t.example/c/0">A</a></p>',
    );
    expect(links.map(({ url, count }) => [url, count])).toEqual([
      ['https://shop.example/a?x=1&y=2', 2],
      ['http://shop.example/b', 2],
      ['https://shop.example/a?x=1&y=2', 2],
    ]);
  });

  test.each([
    ['<a href="mailto:anna@example.com">write</a>'],
    ['<a href="tel:+97225551234">call</a>'],
    ['<a href="#top">up</a>'],
    ['<a href="/relative">r</a>'],
    ['<a href="//shop.example">no scheme</a>'],
    ['<a href="javascript:alert(1)">x</a>'],
    ['<a href="https://">nothing</a>'],
    ['<a href="https://shop.example/a&#10;b">control</a>'],
    ['<a href>none</a><a href="">empty</a><a>bare</a><a name=x>n</a>'],
    ['<!-- <a href="https://shop.example">in a comment</a> -->'],
    ['<style>a[href="https://shop.example"] {} </style><title><a href="https://shop.example"></title>'],
    ['<link href="https://shop.example/x.css"><img src="https://shop.example/x.png">'],
    ['<a title=\'href="https://shop.example"\'>not its address</a>'],
    ['<a href="https://shop.example" and the file ends'],
    [`<a href="https://shop.example/${'x'.repeat(3_000)}">too long</a>`],
  ])('stay as they are where there is nothing to follow: %s', (html) => {
    expect(tracked(html)).toEqual({ html, links: [] });
  });

  test('stay as they are where the author says so, and the mark goes away', () => {
    const { html, links } = tracked(
      '<a data-no-track href="https://a.example">1</a><a href="https://b.example" DATA-NO-TRACK="">2</a><a href="https://c.example"\n data-no-track=yes class="x">3</a><p data-no-track>4</p>',
    );
    expect(html).toBe(
      '<a href="https://a.example">1</a><a href="https://b.example">2</a><a href="https://c.example" class="x">3</a><p data-no-track>4</p>',
    );
    expect(links).toEqual([]);
  });

  test('of two addresses in one tag the first counts, as in mail programs', () => {
    const { html, links } = tracked('<a href="https://a.example" href="https://b.example">x</a>');
    expect(links.map(({ url }) => url)).toEqual(['https://a.example']);
    expect(html).toContain('href="https://b.example"');
  });

  test('by which people leave keep their addresses', () => {
    const html = '<a href="https://us.example/u/token">leave</a>';
    expect(tracked(html, { isExempt: (url: string) => url.startsWith('https://us.example/u/') })).toMatchObject({
      html,
    });
  });

  test('what is added stands before the end of the body', () => {
    const append = (places: readonly string[]): string => `<i>${places.length}</i>`;
    expect(tracked('<body><p>x</p></BODY ></html>', { append }).html).toBe('<body><p>x</p><i>0</i></BODY ></html>');
    expect(tracked('<p>x', { append }).html).toBe('<p>x<i>0</i>');
    expect(tracked('<!-- </body> --><p>x</p>', { append }).html).toBe('<!-- </body> --><p>x</p><i>0</i>');
  });
});

interface ParsedNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Record<string, string>;
  readonly children?: readonly ParsedNode[];
}

/** All that a reader can see of a document, but for where its links lead. */
function contentOf(node: ParsedNode, links: string[]): unknown {
  const { href, ...attributes } = node.attribs ?? {};
  const isLink = node.name === 'a' || node.name === 'area';
  if (isLink && href !== undefined) links.push(href);
  return [
    node.type,
    node.name,
    node.data,
    isLink ? attributes : node.attribs,
    node.children?.map((child) => contentOf(child, links)),
  ];
}

const parsed = (html: string): { content: string; links: string[] } => {
  const links: string[] = [];
  const content = JSON.stringify(contentOf(parseDocument(html), links));
  return { content, links };
};

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '<a href="',
      "<a href='",
      '<a href=',
      '">',
      "'>",
      '>',
      '</a>',
      '<a ',
      '<',
      '</',
      '<!--',
      '-->',
      '<p title="',
      '"',
    ],
    ...[
      'https://shop.example/',
      'HTTP://x.example/?a=1&amp;b=',
      '&amp;',
      '&#x61;',
      '&copy=1',
      '&',
      '=',
      ' href=',
      '\n',
    ],
    ...[
      '<script>',
      '</script>',
      '<style>',
      '</style>',
      '<title>',
      '</title>',
      '<textarea>',
      '</textarea>',
      '<br/>',
      '/>',
    ],
    ...['<![CDATA[', ']]>', '<?xml ', '<!doctype html>', '</body>', 'שלום', 'مرحبا', '😀', '\u0000', '\t'],
  ),
  fc.string({ maxLength: 8 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);
const anchor = fc
  .tuple(
    fc.constantFrom('<a href="', "<a class=x href = '", '<A\nhref=', '<area alt="" href="'),
    fc.webUrl({ withQueryParameters: true }),
    piece,
    piece,
  )
  .map(([open, url, inside, text]) => {
    const quote = /["']$/.exec(open)?.[0] ?? '';
    return `${open}${url.replaceAll('&', '&amp;')}${inside}${quote}>${text}</a>`;
  });
const anyHtml = fc.array(fc.oneof(piece, anchor), { maxLength: 30 }).map((pieces) => pieces.join(''));

test('whatever a mail is made of, its text stays and every tracked link leads to where it led', () => {
  let followed = 0;
  fc.assert(
    fc.property(anyHtml, (html) => {
      const places: string[] = [];
      const after = trackLinks(html, {
        addressOf: ({ url, position }) => {
          places[position] = url;
          return `https://t.example/c/${position}`;
        },
      });
      const [was, is] = [parsed(html), parsed(after)];
      expect(is.content).toBe(was.content);
      const led = is.links.map((href) => {
        const position = /^https:\/\/t\.example\/c\/(\d+)$/.exec(href)?.[1];
        if (position === undefined) return href;
        followed += 1;
        return places[Number(position)];
      });
      expect(led.map((url) => url?.trim())).toEqual(was.links.map((url) => url.trim()));
    }),
    { numRuns: 3_000, seed: 20261128 },
  );
  expect(followed).toBeGreaterThan(300);
});
