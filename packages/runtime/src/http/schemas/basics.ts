import { Type, type TSchema } from '@sinclair/typebox';

interface Described {
  readonly description?: string;
}

export function nullable<Schema extends TSchema>(schema: Schema, options: Described = {}) {
  return Type.Union([schema, Type.Null()], options);
}

/** ISO 8601 in UTC. */
export function instant(options: Described = {}) {
  return Type.String({ format: 'date-time', ...options });
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words, options: Described = {}) {
  const literals = words.map((word) => Type.Literal(word as Words[number]));
  return Type.Union(literals, options);
}

/** An object of any content. */
export function anyObject(options: Described = {}) {
  return Type.Object({}, { additionalProperties: true, ...options });
}

export const NUMBER_ID = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const NUMBER_ID_PARAMS = Type.Object({ id: NUMBER_ID });
export const TEXT_ID_PARAMS = Type.Object({ id: Type.String() });
