import { Linter } from 'eslint';

import moduleBoundaries from '../../eslint/module-boundaries.cjs';

const SOURCES = '/repository/src';

/** What the rule says about one import in one file of the sources. */
function complaintsAbout(file: string, statement: string): string[] {
  const linter = new Linter({ cwd: '/repository' });
  const messages = linter.verify(
    statement,
    {
      files: ['**/*.ts'],
      plugins: { aftercart: { rules: { 'module-boundaries': moduleBoundaries } } },
      rules: {
        'aftercart/module-boundaries': [
          'error',
          {
            root: SOURCES,
            layers: [['main', 'app'], ['http'], ['*'], ['db'], ['shared']],
            never: { events: ['engine'] },
          },
        ],
      },
    },
    { filename: `${SOURCES}/${file}` },
  );
  return messages.map(({ messageId, message }) => messageId ?? message);
}

test.each([
  ['engine/run.ts', "import { now } from '../shared';", 'a feature uses a foundation'],
  ['engine/run.ts', "import { contact } from '../contacts/index';", 'a feature uses a feature through its index'],
  ['engine/sql/claim.ts', "import { state } from '../state/codec';", 'a module knows its own files'],
  ['app.ts', "import { serve } from './http';", 'app.ts wires everything'],
  ['main.ts', "import { start } from './app';", 'main.ts starts the app'],
  ['engine/run.ts', "import { Workflow } from 'n8n-workflow';", 'packages are none of its business'],
])('a contributor may write in %s: %s (%s)', (file, statement) => {
  expect(complaintsAbout(file, statement)).toEqual([]);
});

test.each([
  ['engine/run.ts', "import { row } from '../contacts/contact-row';", 'deep'],
  ['engine/sql/claim.ts', "export { row } from '../../db/entities';", 'deep'],
  ['shared/clock.ts', "import { open } from '../db';", 'up'],
  ['db/open.ts', "import { contact } from '../contacts';", 'up'],
  ['engine/run.ts', "import { reply } from '../http';", 'up'],
  ['http/server.ts', "import { app } from '../app';", 'up'],
  ['events/route.ts', "import { enter } from '../engine';", 'never'],
  ['events/route.ts', "const engine = () => import('../engine');", 'never'],
  ['engine/run.ts', "import { hub } from '../../../nodes/shared/hub';", 'outside'],
])('a contributor is stopped in %s: %s (%s)', (file, statement, complaint) => {
  expect(complaintsAbout(file, statement)).toEqual([complaint]);
});
