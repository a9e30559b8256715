import { ExpressionEngine } from '../../../packages/runtime/src/expressions';
import { ExpressionCache } from '../../../packages/runtime/src/expressions/expression-cache';
import { Isolates } from '../../../packages/runtime/src/expressions/fallback/isolates';
import { CONTACTS } from '../../support/expression-corpus';
import { expressionBed } from '../../support/expression-bed';

const bed = expressionBed(CONTACTS, { limits: { milliseconds: 200 } });
afterAll(async () => await bed.engine.stop());

describe('what is not compiled is evaluated in an isolate', () => {
  test.each([
    ["={{ (() => { try { return $json.a.b; } catch (e) { return 'no'; } })() }}", 'no'],
    ['={{ (() => { let n = 0; for (let i = 0; i < 3; i++) n += $json.number; return n; })() }}', 3126],
    ["={{ (() => { switch ($json.status) { case 'paid': return 1; default: return 2; } })() }}", 1],
    ["={{ $json.note.replace(/(?<=note )on/, 'off').slice(0, 10) }}", 'A note off'],
    ['=Total {{ (() => { try { return $json.total } finally {} })() }}', 'Total 42.5'],
    ["={{ (() => { try { return $('Split').item.json.name } catch {} })() }}", 'anna maria Berg'],
    ['={{ (() => { try { return $input.all().length } catch {} })() }}', 3],
    ['={{ (() => { try { return $now.isValid } catch {} })() }}', true],
  ])('%s', (expression, value) => {
    const { compiled } = bed.engine.counts;
    expect(bed.ours(expression)).toEqual({ value });
    expect(bed.engine.counts.compiled).toBe(compiled);
    expect(bed.legacy(expression)).toEqual({ value });
  });

  test("an error of n8n's arrives as one", () => {
    const text = "={{ (() => { for (;;) return $('Nowhere').first() })() }}";
    expect(bed.ours(text)).toEqual({ error: "Referenced node doesn't exist" });
  });

  test.each(['x => x', '$json.note.trim', '({ a: 1, toJSON: () => 2 })', '$json.items.map'])(
    'a function is no value: {{ %s }}',
    (code) => {
      expect(bed.ours(`={{ ${code} }}`)).toEqual({ error: 'this is a function, please add ()' });
    },
  );

  test('what takes too long is an error, and the next expression has a new isolate', () => {
    expect(bed.ours('={{ (() => { for (;;) {} })() }}')).toEqual({ error: 'Expression timed out' });
    expect(bed.isolate('={{ $json.number }}')).toEqual({ value: 1042 });
  });

  test('what takes too much memory is an error, too', () => {
    const hungry = '={{ (() => { const all = []; for (;;) all.push({ all }); })() }}';
    expect(bed.ours(hungry)).toEqual({ error: expect.stringMatching(/memory limit|timed out|too much of its data/) });
    expect(bed.isolate('={{ $json.number }}')).toEqual({ value: 1042 });
  });

  test('what one workflow leaves behind, another one does not meet', () => {
    const isolates = new Isolates();
    const at = (owner: string) => ({ owner, data: {} as never, timeZone: 'UTC' });
    const spoil = "{{ Object.assign(Math, { max: () => 'spoilt' }) && 1 }}";
    const look = '{{ Math.max(1, 2) }}';
    isolates.evaluate(spoil, at('one'));
    expect(isolates.evaluate(look, at('other'))).toBe(2);
    return isolates.stop();
  });

  test('few isolates live at a time, however many workflows there are', async () => {
    const isolates = new Isolates({ isolates: 2, evaluations: 3 });
    for (let index = 0; index < 12; index++) {
      const value = isolates.evaluate('{{ 1 + 1 }}', { owner: `${index % 5}`, data: {} as never, timeZone: 'UTC' });
      expect(value).toBe(2);
      expect(isolates.count).toBeLessThanOrEqual(2);
    }
    await isolates.stop();
  });

  test('an isolate that nobody uses is given back', async () => {
    const isolates = new Isolates({ idleMilliseconds: 20 });
    isolates.evaluate('{{ 1 }}', { owner: 'one', data: {} as never, timeZone: 'UTC' });
    expect(isolates.count).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isolates.count).toBe(0);
    await isolates.stop();
  });
});

describe('compiled expressions', () => {
  test('are kept by their text, and forgotten when others came since', () => {
    const cache = new ExpressionCache(10);
    const first = cache.get('={{ 1 }}');
    expect(cache.get('={{ 1 }}')).toBe(first);
    for (let index = 0; index < 100; index++) cache.get(`={{ ${index} + 1 }}`);
    expect(cache.size).toBeLessThanOrEqual(20);
    expect(cache.get('={{ 1 }}')).not.toBe(first);
  });

  test('hand out copies: changing a result changes no item', () => {
    const { value } = bed.ours('={{ $json.items }}') as { value: { price: number }[] };
    value[0]!.price = 0;
    expect(bed.ours('={{ $json.items[0].price }}')).toEqual({ value: 12.5 });
  });

  test('see the zone of their own workflow', async () => {
    const tokyo = expressionBed(CONTACTS, { timeZone: 'Asia/Tokyo' });
    const zone = "={{ DateTime.fromISO('2026-01-01T12:00').zoneName }}";
    expect(tokyo.ours(zone)).toEqual({ value: 'Asia/Tokyo' });
    expect(bed.ours(zone)).toEqual({ value: 'Europe/Berlin' });
    expect(tokyo.ours(zone)).toEqual({ value: 'Asia/Tokyo' });
    await tokyo.engine.stop();
  });

  test('read the parameters beside them', () => {
    const text = '={{ $parameter["&first"] + 1 }}';
    expect(bed.ours(text, { first: 1 })).toEqual({ value: 2 });
    expect(bed.ours(text, { first: 2 })).toEqual({ value: 3 });
  });

  test('keep an item of several lines and a comment as they are', () => {
    expect(bed.ours('={{ $json.number // the number\n + 1 }}')).toEqual(
      bed.legacy('={{ $json.number // the number\n + 1 }}'),
    );
    expect(bed.ours('=one\n{{ $json.number }}\nthree')).toEqual({ value: 'one\n1042\nthree' });
  });

  test('may refer to each other, but not in a circle', async () => {
    const { engine, place, ours } = expressionBed(CONTACTS);
    place.workflow.nodes.Mail!.parameters.a = '={{ $parameter.b }}';
    place.workflow.nodes.Mail!.parameters.b = '={{ $parameter.a }}';
    expect(ours('={{ $parameter.nested }}')).toEqual({ value: 'Hello!' });
    expect(ours('={{ $parameter.a }}')).toEqual({ error: 'The expressions refer to each other without end' });
    await engine.stop();
  });

  test('an engine that was never used has no isolate to stop', async () => {
    await expect(new ExpressionEngine().stop()).resolves.toBeUndefined();
  });
});
