import { plainText } from '../../../../packages/runtime/src/messages/render/plain-text';

/** What somebody reads whose mail program shows no HTML. */
const read = (html: string) => plainText(html, 'ltr');
const readRightToLeft = (html: string) => plainText(html, 'rtl');

describe('the text part of a mail', () => {
  test.each([
    ['<h1>Hello</h1><p>Anna,</p><p>thank you.</p>', 'Hello\n\nAnna,\n\nthank you.'],
    ['<div>one</div><div>two</div>three', 'one\ntwo\nthree'],
    ['<p>one<br>two<br><br>three</p>', 'one\ntwo\n\nthree'],
    ['<p>\n  a  <b>b</b>c\n\td </p>', 'a bc d'],
    ['<p>Tom &amp; Jerry &lt;3 &#8362;5&nbsp;off</p>', 'Tom & Jerry <3 ₪5\u00a0off'],
    ['<p>above</p><hr><p>below</p>', `above\n\n${'-'.repeat(40)}\n\nbelow`],
    ['<pre>a  b\n  c</pre>', 'a  b\n  c'],
    ['', ''],
  ])('breaks lines where a reader of %j sees them', (html, text) => {
    expect(read(html)).toBe(text);
  });

  test.each([
    ['<a href="https://shop.example/o/1">your order</a>', 'your order [https://shop.example/o/1]'],
    ['<a href="https://shop.example">https://shop.example</a>', 'https://shop.example'],
    ['<a href="mailto:help@shop.example">help@shop.example</a>', 'help@shop.example'],
    ['<a href="#top">up</a>', 'up'],
    ['<a name="top">up</a>', 'up'],
    ['<a href="https://shop.example"><img src="logo.png" alt="logo"></a>', ''],
  ])('tells of %s where it leads, where that says more', (html, text) => {
    expect(read(html)).toBe(text);
  });

  test('leaves out what nobody sees', () => {
    const hidden =
      '<title>x</title><style>p{}</style><script>1</script><!-- x --><div style="display:none;opacity:0">x<i>y</i></div>';
    expect(read(`<head>${hidden}</head><body>${hidden}<p>seen</p></body>`)).toBe('seen');
  });

  test('shows lists with their signs, and quotations with theirs', () => {
    expect(read('<ul><li>one</li><li>two<ol><li>a</li><li>b</li></ol></li></ul>after')).toBe(
      '* one\n * two\n   1. a\n   2. b\n\nafter',
    );
    expect(read('<blockquote><p>one</p><p>two</p></blockquote><p>three</p>')).toBe('> one\n> \n> two\n\nthree');
  });

  test('has a line for each row of a table, with blanks between its cells', () => {
    const rows = '<tr><td>Lens</td><td>2</td><td>₪10</td></tr><tr><td>Case</td><td>1</td><td>₪5</td></tr>';
    expect(read(`<table><tbody>${rows}</tbody></table>`)).toBe('Lens 2 ₪10\nCase 1 ₪5');
  });

  test('breaks long lines between words, and no word', () => {
    const lines = read(`<p>${'word '.repeat(60)}${'x'.repeat(100)} end</p>`).split('\n');
    for (const line of lines) expect(line.length <= 78 || line === 'x'.repeat(100)).toBe(true);
    expect(lines.join(' ')).toBe(`${'word '.repeat(60)}${'x'.repeat(100)} end`);
  });

  test('isolates names and amounts where it runs from right to left, and only there', () => {
    const html = '<p>שלום <bdi>Dana</bdi>, סך <bdi><b>₪5</b></bdi> !</p><p>x</p>';
    expect(readRightToLeft(html)).toBe('שלום \u2068Dana\u2069, סך \u2068₪5\u2069 !\n\nx');
    expect(read(html)).toBe('שלום Dana, סך ₪5 !\n\nx');
  });

  test('is made of HTML that nests without end', () => {
    expect(read(`above${'<div>'.repeat(20_000)}deep`)).toBe('above\n...');
    expect(read(`above${'<blockquote>'.repeat(5_000)}deep`)).toMatch(/^above/);
  });
});
