import { readFileSync } from 'node:fs';
import path from 'node:path';

import { EVENT_TYPES } from '../../packages/runtime/src/events';

test('a builder finds every event type in the glossary, and none that does not exist', () => {
  const glossary = readFileSync(path.resolve(__dirname, '../../docs/glossary.md'), 'utf8');
  const documented = [...glossary.matchAll(/^\| `([\w.]+)` /gm)].map(([, type]) => type);
  expect(documented.sort()).toEqual([...EVENT_TYPES].sort());
});
