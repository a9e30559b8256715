import { Kind, type TObject, type TSchema, type TUnion } from '@sinclair/typebox';
import { TypeCompiler, ValueErrorType, type ValueError } from '@sinclair/typebox/compiler';
import type { FastifySchemaCompiler } from 'fastify';

import { CodedUserError } from '../shared';

/** A body with thousands of mistakes is answered with the first ones. */
const MOST_PROBLEMS = 20;

/**
 * Checks a part of a request with its TypeBox schema. Bodies are taken as they are; the texts of a query or a path
 * become the numbers and flags that the schema asks for.
 * @throws (the validator, as `error`) BODY_INVALID naming each field
 */
export const compileValidator: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  const compiled = TypeCompiler.Compile(schema as TSchema);
  const isText = httpPart === 'querystring' || httpPart === 'params';
  return (data: unknown) => {
    const value = isText ? readTexts(schema as TObject, data as Record<string, unknown>) : data;
    if (compiled.Check(value)) return { value };
    const problems = problemsOf(compiled.Errors(value), httpPart ?? 'body');
    return { error: new CodedUserError('BODY_INVALID', `${problems.join('; ')}.`, { problems }) };
  };
};

/** For bodies that their store checks with words of its own: the schema only describes them. */
export const bodyCheckedByStore: FastifySchemaCompiler<unknown> = (route) =>
  route.httpPart === 'body' ? () => true : compileValidator(route);

/** `?limit=5&active=true` is `{ limit: 5, active: true }` where the schema says so. Defaults are filled in. */
function readTexts({ properties }: TObject, texts: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = { ...texts };
  for (const [name, schema] of Object.entries(properties)) {
    const text = texts[name];
    if (text === undefined) {
      if (schema.default !== undefined) values[name] = schema.default;
    } else if (schema.type === 'integer' && typeof text === 'string' && /^-?\d+$/.test(text)) {
      values[name] = Number(text);
    } else if (schema.type === 'boolean' && (text === 'true' || text === 'false')) {
      values[name] = text === 'true';
    }
  }
  return values;
}

function problemsOf(errors: Iterable<ValueError>, part: string): string[] {
  const byField = new Map<string, string>();
  for (const error of errors) {
    const field = error.path.slice(1).replaceAll('/', '.') || part;
    if (!byField.has(field)) byField.set(field, describe(error));
    if (byField.size === MOST_PROBLEMS) break;
  }
  return [...byField].map(([field, problem]) => `${field}: ${problem}`);
}

function describe({ type, message, schema }: ValueError): string {
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing';
  if (type === ValueErrorType.ObjectAdditionalProperties) return 'is not known here';
  if (schema[Kind] === 'Union') {
    const choices = (schema as TUnion).anyOf.map((choice) => JSON.stringify(choice.const ?? choice.type));
    return `must be one of ${choices.join(', ')}`;
  }
  return WORDINGS.reduce((text, [theirs, ours]) => text.replace(theirs, ours), message);
}

/** TypeBox's messages in words that follow the name of a field. */
const WORDINGS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^Expected (\w+)$/, 'must be of the type $1'],
  [/^Expected \w+ length (to be )?/, 'must have a length '],
  [/^Expected \w+ to /, 'must '],
  [/^Expected /, 'must be '],
];
