import { Type } from '@sinclair/typebox';

import { ERROR_CODES } from '../../shared';
import { anyObject } from './basics';

export const ErrorSchema = Type.Object(
  {
    code: Type.String({ enum: Object.keys(ERROR_CODES), description: 'Stable: look at this one in programs.' }),
    message: Type.String({ description: 'What is wrong and what to do, for a person.' }),
    details: Type.Optional(anyObject({ description: 'Facts, by code.' })),
  },
  {
    $id: 'Error',
    description: 'Every error of every route. docs/errors.md explains each code.',
    examples: [
      { code: 'WORKFLOW_NOT_FOUND', message: 'There is no workflow with the id "abc".', details: { id: 'abc' } },
      { code: 'BODY_INVALID', message: 'name: is missing.', details: { problems: ['name: is missing'] } },
    ],
  },
);
