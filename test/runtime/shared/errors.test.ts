import { readFileSync } from 'node:fs';
import path from 'node:path';

import {
  codeOf,
  CodedOperationalError,
  CodedUnexpectedError,
  CodedUserError,
  ERROR_CODES,
  isCoded,
  messageOf,
} from '../../../packages/runtime/src/shared';

const documented = new Map(
  readFileSync(path.resolve(__dirname, '../../../docs/errors.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const row = /^\| `(?<code>\w+)` +\| (?<status>\d+) +\| (?<meaning>.*?) +\| (?<advice>.*?) +\|$/.exec(line);
      return row?.groups ? [[row.groups.code, row.groups] as const] : [];
    }),
);

test('an operator finds every error code in docs/errors.md, with the status that it answers with', () => {
  const statuses = Object.fromEntries([...documented].map(([code, { status }]) => [code, Number(status)]));
  expect(statuses).toEqual(ERROR_CODES);
});

test('an operator reads for every code what it means and what to do', () => {
  for (const [code, { meaning, advice }] of documented) {
    expect(`${code}: ${meaning}`).toMatch(/: \S.{10,}\.$/);
    expect(`${code}: ${advice}`).toMatch(/: \S.{5,}\.$/);
  }
});

test('an error keeps its code, its facts and its cause, whoever is at fault', () => {
  const cause = new Error('the disk is full');
  const errors = [
    new CodedUserError('WORKFLOW_INVALID', 'It has no nodes.', { id: 'a' }),
    new CodedOperationalError('DATABASE_WRITE_FAILED', 'Try again.', { id: 'a' }, cause),
    new CodedUnexpectedError('INTERNAL', 'Our bug.', { id: 'a' }, cause),
  ];
  expect(errors.map(codeOf)).toEqual(['WORKFLOW_INVALID', 'DATABASE_WRITE_FAILED', 'INTERNAL']);
  expect(errors.every(isCoded)).toBe(true);
  expect(errors.map(({ details }) => details)).toEqual([{ id: 'a' }, { id: 'a' }, { id: 'a' }]);
  expect(errors.map((error) => error.cause)).toEqual([undefined, cause, cause]);
});

test('what is not an error of ours is INTERNAL and still has a message', () => {
  const foreign = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  expect([foreign, 'a text', undefined].map(codeOf)).toEqual(['INTERNAL', 'INTERNAL', 'INTERNAL']);
  expect([foreign, 'a text', undefined].map(messageOf)).toEqual(['no such file', 'a text', 'undefined']);
});
