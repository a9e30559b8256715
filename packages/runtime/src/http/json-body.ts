import type { FastifyInstance } from 'fastify';

import { CodedUserError } from '../shared';
import { findJsonError } from './find-json-error';
import { isNestedDeeper } from './is-nested-deeper';

/** No workflow comes near; what walks a value by recursion would overflow the stack some thousand levels down. */
const DEEPEST = 500;

/**
 * Makes JSON the only kind of body that a group of routes takes. No body at all is `undefined`, also where its type is
 * announced.
 * @throws (the parser) BODY_NOT_JSON with the place of the mistake, BODY_INVALID
 */
export function takeJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/([\w.-]+\+)?json(;|$)/i, { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (text.trim() === '') {
      done(null, undefined);
      return;
    }
    if (isNestedDeeper(text, DEEPEST)) {
      done(new CodedUserError('BODY_INVALID', `The body is nested more than ${DEEPEST} levels deep.`));
      return;
    }
    void parse(request, text, (error, value) => done(error && explain(text), value));
  });
}

function explain(text: string): CodedUserError {
  const position = findJsonError(text.replace(/^\uFEFF/, ''));
  if (position === undefined) {
    return new CodedUserError(
      'BODY_INVALID',
      'The body names a key "__proto__" or "constructor.prototype". Leave it out.',
    );
  }
  const before = text.slice(0, position).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  const what = position >= text.length ? 'It ends too early' : `${JSON.stringify(text[position])} is not allowed there`;
  return new CodedUserError(
    'BODY_NOT_JSON',
    `The body is not JSON: reading stopped at line ${line}, column ${column} (position ${position}). ${what}.`,
    { position, line, column },
  );
}
