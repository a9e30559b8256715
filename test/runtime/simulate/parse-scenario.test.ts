import { parseScenario, parseScenarios } from '../../../packages/runtime/src/simulate';

const problemsOf = (read: () => unknown): unknown => {
  try {
    read();
  } catch (error) {
    return (error as { details?: { problems?: unknown } }).details?.problems;
  }
  return undefined;
};

test('a builder who writes nothing but what happens gets a contact, a beginning and an end', () => {
  const { given, until, when } = parseScenario({ when: [{ at: 'day 3 10:00', buys: { sku: 'MUG' } }] });
  expect(given.contact.email).toBe('anna@example.com');
  expect(until).toBe('ended');
  expect(when[0]?.buys).toMatchObject({ sku: 'MUG', status: 'processing', currency: 'EUR' });
});

test('a builder is told the file, the line and the place of each mistake', () => {
  const text = [
    'scenarios:',
    '  - name: one',
    '    when:',
    '      - { at: day 1, buys: {} }',
    '      - at: yesterday',
    '        opens: 1',
    '    until: 3 fortnights',
  ].join('\n');
  expect(problemsOf(() => parseScenarios(text, 'a.scenarios.yaml'))).toEqual([
    { path: 'scenarios.0.when.1.at', line: 5, message: expect.stringContaining('"yesterday" is no moment') },
    { path: 'scenarios.0.until', line: 7, message: expect.stringContaining('"3 fortnights" is no end') },
  ]);
  expect(() => parseScenarios(text, 'a.scenarios.yaml')).toThrow('a.scenarios.yaml:5: scenarios.0.when.1.at');
});

test('a builder is told which word of a scenario nobody knows, and where YAML itself breaks', () => {
  expect(problemsOf(() => parseScenarios('given:\n  contakt: {}\n', 'a.yaml'))).toEqual([
    { path: 'given', line: 2, message: expect.stringContaining("'contakt'") },
  ]);
  expect(problemsOf(() => parseScenarios('when:\n  - [\n', 'a.yaml'))).toEqual([
    { path: '', line: expect.any(Number), message: expect.any(String) },
  ]);
});

test('two things that happen at once are two lines of a scenario', () => {
  expect(() => parseScenario({ when: [{ at: 'day 1', opens: 1, clicks: 1 }] })).toThrow('one thing beside `at`');
});
