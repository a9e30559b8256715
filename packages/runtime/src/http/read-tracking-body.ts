import { CodedUserError } from '../shared';
import { isNestedDeeper } from './is-nested-deeper';

/** Deeper than any library sends; what is stored goes five levels deep. */
const DEEPEST = 20;

/**
 * The body of a tracking call: JSON of whatever type it is said to be, because browsers may send without asking
 * beforehand as `text/plain` only.
 * @throws BODY_NOT_JSON, BODY_INVALID
 */
export function readTrackingBody(body: unknown): Record<string, unknown> {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  if (isNestedDeeper(text, DEEPEST))
    throw new CodedUserError('BODY_INVALID', `The body is nested more than ${DEEPEST} levels deep.`);
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new CodedUserError('BODY_INVALID', 'The body has to be a JSON object.');
  }
  return parsed as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CodedUserError('BODY_NOT_JSON', `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}
