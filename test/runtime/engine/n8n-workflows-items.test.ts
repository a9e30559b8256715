import { outputOf, outputsOf, pathOf, startEngine, type TestEngine } from '../../support/start-engine';

/** Nodes of n8n-nodes-base that change, choose and combine items. */
describe('n8n workflows that work on items', () => {
  let engine: TestEngine;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(async () => await engine.close());

  describe('Set', () => {
    test('makes fields of every type, with dots reaching into objects', async () => {
      const { data } = await engine.play('set/fields');
      const price = { gross: 11.7 };
      expect(outputOf(data, 'Result')).toEqual([
        { text: 'KEPT', count: 2, is: true, list: [1, 10], object: { a: 10 }, price },
      ]);
    });

    test('keeps dots in names where dot notation is off', async () => {
      const { data } = await engine.play('set/dots-off');
      expect(outputOf(data, 'Result')).toEqual([{ a: 1, 'price.gross': 12 }]);
    });

    test('takes along all, some or none of the other fields', async () => {
      const { data } = await engine.play('set/include');
      expect(outputOf(data, 'All')).toEqual([{ a: 1, b: { c: 2, d: 3 }, e: 5, x: 'new' }]);
      expect(outputOf(data, 'Selected')).toEqual([{ a: 1, c: 2, x: 'new' }]);
      expect(outputOf(data, 'Except')).toEqual([{ b: { d: 3 }, e: 5, x: 'new' }]);
      expect(outputOf(data, 'None')).toEqual([{ x: 'new' }]);
    });

    test('takes JSON with expressions', async () => {
      const { data } = await engine.play('set/raw');
      expect(outputOf(data, 'Result')).toEqual([{ hello: 'Dana', twice: 6, list: [3] }]);
    });

    test('fails at a text where a number is due, unless conversion errors are ignored', async () => {
      const { execution, data } = await engine.play('set/ignore-conversion');
      expect(outputOf(data, 'Loose')).toEqual([{ text: 'many', count: 'many' }]);
      expect(execution).toMatchObject({ status: 'error', node: 'Strict', errorCode: 'NODE_FAILED' });
      expect(execution.error).toBe(`Node "Strict": 'count' expects a number but we got 'many' [item 0]`);
    });

    test('of older workflows works as it did', async () => {
      const { data } = await engine.play('set/version-1');
      expect(outputOf(data, 'In')).toEqual([{ ok: true, n: 5, name: 'Dana', a: { b: 'deep' } }]);
      expect(outputOf(data, 'Result')).toEqual([{ hello: 'Hello Dana' }]);
    });
  });

  describe('IF, Filter and Switch', () => {
    const texts = (items: unknown[][]) => items.map((list) => list.map((item) => (item as { text: string }).text));
    const ids = (items: unknown[][]) => items.map((list) => list.map((item) => (item as { id: number }).id));

    test('IF compares texts, numbers, flags, dates, lists, objects, and what is missing', async () => {
      const { data } = await engine.play('if/v2');
      expect(texts(outputsOf(data, 'Text'))).toEqual([['Haifa', 'haifa'], []]);
      expect(texts(outputsOf(data, 'Missing'))).toEqual([['Haifa', 'haifa'], []]);
      for (const node of ['Exact', 'Number or', 'Bool', 'Date', 'List', 'Object']) {
        expect([node, ...texts(outputsOf(data, node))]).toEqual([node, ['Haifa'], ['haifa']]);
      }
    });

    test('IF converts types only where it was told to', async () => {
      const { execution, data } = await engine.play('if/loose');
      expect(outputsOf(data, 'Loose')).toEqual([[{ n: '12' }], [{ n: 'abc' }]]);
      expect(execution).toMatchObject({ status: 'error', node: 'Strict' });
      expect(execution.error).toContain("'12' is a string but was expecting a number");
    });

    test('IF of older workflows combines its conditions with and, or with or', async () => {
      const { data } = await engine.play('if/v1');
      expect(ids(outputsOf(data, 'Rich?'))).toEqual([[3], [1, 2]]);
      expect(ids(outputsOf(data, 'Any?'))).toEqual([[1, 2], [3]]);
    });

    test('Switch sends an item to its first or all matching outputs, the rest where its fallback says', async () => {
      const { data } = await engine.play('switch/rules');
      expect(ids(outputsOf(data, 'First'))).toEqual([[1, 3], [2], [4]]);
      expect(ids(outputsOf(data, 'Dropped'))).toEqual([[1, 3], [2]]);
      expect(ids(outputsOf(data, 'Zero'))).toEqual([[1, 3, 4], [2]]);
      expect(ids(outputsOf(data, 'All'))).toEqual([
        [1, 3],
        [2, 3, 4],
      ]);
      expect(ids(outputsOf(data, 'Any case'))).toEqual([[1, 3]]);
    });

    test('Switch takes the number of the output from an expression', async () => {
      const { data } = await engine.play('switch/expression');
      expect(ids(outputsOf(data, 'By id'))).toEqual([[], [1], [2], [3]]);
      expect(outputOf(data, 'Two')).toEqual([{ id: 2, name: 'Omar', city: 'Jaffa', total: 120, branch: 'two' }]);
    });

    test('Switch of older workflows works as it did', async () => {
      const { data } = await engine.play('switch/older');
      expect(ids(outputsOf(data, 'One'))).toEqual([[2], [], [], [1, 3]]);
      expect(ids(outputsOf(data, 'Two'))).toEqual([[2], [1, 3]]);
    });

    test('Filter keeps what fits; nothing runs behind a branch without items', async () => {
      const { data } = await engine.play('filter/both');
      expect(ids(outputsOf(data, 'Kept'))).toEqual([[3], [1, 2]]);
      expect(ids(outputsOf(data, 'Older'))).toEqual([[1, 2, 3], []]);
      expect(outputOf(data, 'Nobody')).toEqual([]);
      expect(pathOf(data)).not.toContain('After nobody');
    });
  });

  describe('Merge', () => {
    const names = (items: unknown[]) =>
      items.map((item) => {
        const { name = '-', city = '-', v } = item as { name?: string; city?: string; v: string };
        return `${name}/${city}/${v}`;
      });

    test('joins two inputs by position, by fields, all with all, or takes one of them', async () => {
      const { data } = await engine.play('merge/two-inputs');
      const of = (node: string) => names(outputOf(data, node));
      expect(of('Append')).toEqual([
        'Dana/-/a1',
        'Omar/-/a2',
        'Only A/-/a4',
        '-/Jaffa/b2',
        '-/Haifa/b1',
        '-/Only B/b9',
      ]);
      expect(of('Position')).toEqual(['Dana/Jaffa/b2', 'Omar/Haifa/b1', 'Only A/Only B/b9']);
      expect(outputOf(data, 'Position all')[0]).toMatchObject({
        name_1: 'Dana',
        city_2: 'Jaffa',
        v_1: 'a1',
        v_2: 'b2',
      });
      expect(of('Inner')).toEqual(['Dana/Haifa/b1', 'Omar/Jaffa/b2']);
      expect(of('Not A')).toEqual(['Only A/-/a4']);
      expect(of('Outer')).toEqual(['Dana/Haifa/a1', 'Omar/Jaffa/a2', 'Only A/-/a4', '-/Only B/b9']);
      expect(of('Left')).toEqual(['Dana/Haifa/b1', 'Omar/Jaffa/b2', 'Only A/-/a4']);
      expect(of('Right')).toEqual(['Dana/Haifa/a1', 'Omar/Jaffa/a2', '-/Only B/b9']);
      expect(outputOf(data, 'Crossed')).toHaveLength(9);
      expect(of('Branch')).toEqual(['-/Jaffa/b2', '-/Haifa/b1', '-/Only B/b9']);
      expect(outputOf(data, 'Empty')).toEqual([{}]);
    });

    test('takes as many inputs as it was told', async () => {
      const { data } = await engine.play('merge/three-inputs');
      expect(outputOf(data, 'Append')).toEqual([{ a: 1 }, { b: 1 }, { b: 2 }, { c: 1 }]);
      expect(outputOf(data, 'Position')).toEqual([{ a: 1, b: 1, c: 1 }, { b: 2 }]);
    });

    test('of older workflows works as it did', async () => {
      const { data } = await engine.play('merge/older');
      const of = (node: string) => names(outputOf(data, node));
      expect(outputOf(data, 'Append')).toHaveLength(6);
      expect(of('Pass')).toEqual(['-/Jaffa/b2', '-/Haifa/b1', '-/Only B/b9']);
      expect(of('Index')).toEqual(['Dana/Jaffa/b2', 'Omar/Haifa/b1', 'Only A/Only B/b9']);
      expect(of('Key')).toEqual(['Dana/Haifa/b1', 'Omar/Jaffa/b2', 'Only A/-/a4']);
      expect(of('Remove')).toEqual(['Only A/-/a4']);
      expect(of('Fields')).toEqual(['Dana/Haifa/b1', 'Omar/Jaffa/b2']);
      expect(outputOf(data, 'Multiplex')).toHaveLength(9);
    });
  });

  describe('transformations', () => {
    test('lists are split, sorted, limited, counted and put together again', async () => {
      const { data } = await engine.play('transform/lists');
      const [first, second, third] = [
        { id: 3, city: 'Haifa', total: 90 },
        { id: 1, city: 'Haifa', total: 20 },
        { id: 2, city: 'Jaffa', total: 120 },
      ];
      expect(outputOf(data, 'Each')).toEqual([first, second, third, second]);
      expect(outputOf(data, 'With shop')[0]).toEqual({ order: first, shop: 'Demo' });
      expect(outputOf(data, 'Unique')).toEqual([first, second, third]);
      expect(outputOf(data, 'Unique city')).toEqual([first, third]);
      expect(outputOf(data, 'By total')).toEqual([third, first, second, second]);
      expect(outputOf(data, 'By code')).toEqual([second, second, third, first]);
      expect(outputOf(data, 'Two')).toEqual([first, second]);
      expect(outputOf(data, 'Last')).toEqual([second]);
      expect(outputOf(data, 'Totals')).toEqual([
        { totals: [90, 20, 120, 20], city: ['Haifa', 'Haifa', 'Jaffa', 'Haifa'] },
      ]);
      expect(outputOf(data, 'One list')).toEqual([{ list: [{ id: 3 }, { id: 1 }, { id: 2 }, { id: 1 }] }]);
      expect(outputOf(data, 'By city')).toEqual([
        { city: 'Haifa', sum_total: 130, count_id: 3, max_total: 90, unique_count_id: 2, concatenated_id: '3, 1, 1' },
        { city: 'Jaffa', sum_total: 120, count_id: 1, max_total: 120, unique_count_id: 1, concatenated_id: '2' },
      ]);
      expect(outputOf(data, 'Pivot')).toEqual([{ Haifa: { average_total: 130 / 3 }, Jaffa: { average_total: 120 } }]);
      expect(outputOf(data, 'Renamed')[0]).toEqual({ id: 3, town: 'Haifa', total: 90 });
    });

    test('Item Lists of older workflows works as it did', async () => {
      const { data } = await engine.play('transform/item-lists');
      expect(outputOf(data, 'Joined')).toEqual([{ all: [{ n: 1 }, { n: 2 }] }]);
      expect(outputOf(data, 'Limit 2')).toEqual([{ n: 2 }]);
    });

    test('dates, hashes, HTML, Markdown and XML come out as documented', async () => {
      const { data } = await engine.play('transform/texts');
      const one = (node: string) => outputOf(data, node)[0];
      expect(one('Formatted')).toEqual({ formattedDate: '2026-03-04 05:06' });
      expect(one('Later')).toEqual({ newDate: '2026-03-07T05:06:07.000Z' });
      expect(one('Between')).toEqual({ timeDifference: { days: 2 } });
      expect(one('Part')).toEqual({ datePart: 2026 });
      expect(one('Older date')).toMatchObject({ d: '2026/03/04' });
      expect(one('Hash')).toMatchObject({ hash: '0bcc920e3938c1b86e3483fc9888c6d6d130615fa7544c6b414515d1ba8159bb' });
      expect(one('Hmac')).toMatchObject({ mac: 'Ws7rGwv8av7lyzYR0d+/QCZdi5RjmbmtVwDunDZCzxE=' });
      expect(one('Uuid')).toMatchObject({ uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
      expect(one('Extract')).toEqual({ title: 'Hi', links: ['/x', '/y'] });
      expect(one('Page')).toEqual({ html: '<p>order 17</p>' });
      expect(one('Table')).toEqual({ table: expect.stringContaining('order 17</td>') as string });
      expect(one('To HTML')).toMatchObject({ out: '<h1 id="hello">Hello</h1>\n<ul>\n<li>one</li>\n</ul>' });
      expect(one('To Markdown')).toMatchObject({ out: '**bold** and _it_' });
      expect(one('From XML')).toEqual({ order: { id: '7', total: '12.5' } });
      expect(one('To XML')).toEqual({ xml: expect.stringContaining('<text>order 17</text>') as string });
    });

    test('Compare Datasets tells apart what is here, there, the same and different', async () => {
      const { data } = await engine.play('transform/compare');
      const different = { v: { inputA: 'old', inputB: 'new' } };
      expect(outputsOf(data, 'Compare')).toEqual([
        [{ id: 3, v: 'a' }],
        [{ id: 1, v: 'same' }],
        [{ keys: { id: 2 }, same: { id: 2 }, different }],
        [{ id: 4, v: 'b' }],
      ]);
    });

    test('items become files and files become items again, in Hebrew and Arabic too', async () => {
      const { execution, data } = await engine.play('transform/files');
      expect(execution.error).toBeNull();
      const asTexts = [
        { sku: 'x', price: '5', note: 'שלום' },
        { sku: 'y', price: '7', note: 'مرحبا' },
      ];
      const asTyped = asTexts.map((row) => ({ ...row, price: Number(row.price) }));
      expect(outputOf(data, 'From CSV')).toEqual(asTexts);
      expect(outputOf(data, 'From zip')).toEqual(asTexts);
      expect(outputOf(data, 'From XLSX')).toEqual(asTyped);
      expect(outputOf(data, 'From HTML')).toEqual(asTyped);
      expect(outputOf(data, 'From JSON')).toEqual([{ data: asTyped }]);
      expect(outputOf(data, 'From text')).toEqual([{ data: 'שלום' }, { data: 'مرحبا' }]);
      expect(outputOf(data, 'From ICS')[0]).toMatchObject({ data: { events: [{ summary: 'Delivery' }] } });
      expect(outputOf(data, 'Base64')).toEqual([{ data: expect.stringMatching(/^77u\/c2t1L/) as string }]);
      expect(outputOf(data, 'Size')).toEqual([{ bytes: 45, name: 'rows.csv', type: 'text/csv' }]);
    });

    test('older nodes for files work as they did', async () => {
      expect(outputOf((await engine.play('transform/older-files')).data, 'Move')).toEqual([{ text: 'n\n1\n2' }]);
    });

    test('Remove Duplicates remembers what it has met in earlier executions', async () => {
      const seen = await engine.create('transform/seen');
      const first = await engine.run(seen);
      expect(outputsOf(first.data, 'Seen')).toEqual([[{ n: 1 }, { n: 2 }], []]);
      const second = await engine.run(seen);
      expect(outputsOf(second.data, 'Seen')).toEqual([[], [{ n: 1 }, { n: 2 }]]);

      const keys = await engine.create('transform/seen-keys');
      expect(outputOf((await engine.run(keys)).data, 'Key')).toHaveLength(2);
      const again = await engine.run(keys);
      expect(outputsOf(again.data, 'Key').map(({ length }) => length)).toEqual([0, 2]);
      expect(outputsOf(again.data, 'Date').map(({ length }) => length)).toEqual([0, 2]);
      await engine.workflows.delete(1, seen);
      expect(await engine.database.all('SELECT DISTINCT workflow FROM seen_value')).toEqual([{ workflow: keys }]);
    });

    test('an execution remembers the values that a node gave it', async () => {
      const { data } = await engine.play('transform/execution-data');
      expect(outputOf(data, 'Read')).toEqual([{ order: '17', tier: 'vip' }]);
      expect(data?.resultData.metadata).toEqual({ order: '17', tier: 'vip' });
    });
  });
});
