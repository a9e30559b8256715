import type { INodeProperties } from 'n8n-workflow';

import { CodedUserError } from '../shared';
import type { HttpDependencies } from './http-dependencies';

type NodeTypes = HttpDependencies['host']['nodeTypes'];

/** The JSON schema of a credential's data, in the form that n8n's API gives. */
export interface CredentialDataSchema {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly required: readonly string[];
}

interface FieldSchema {
  readonly type?: 'string' | 'number' | 'boolean' | 'object';
  readonly enum?: readonly unknown[];
  readonly description?: string;
}

/** What n8n keeps beside the fields that a person fills in. */
const KEPT_BY_NODES = ['oauthTokenData'];
const NOT_FIELDS = ['notice', 'hidden', 'button', 'callout'];

/** @throws CREDENTIAL_TYPE_UNKNOWN */
export function credentialSchemaOf(nodeTypes: NodeTypes, type: string): CredentialDataSchema {
  const fields = propertiesOf(nodeTypes, type).filter((property) => !NOT_FIELDS.includes(property.type));
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((property) => [property.name, fieldSchemaOf(property)])),
    // A field that is shown only for some values of others cannot be asked for in general.
    required: fields
      .filter((property) => property.required === true && !property.displayOptions)
      .map(({ name }) => name),
  };
}

/**
 * Checks a credential's data before it is stored.
 * @throws CREDENTIAL_TYPE_UNKNOWN, BODY_INVALID naming each field
 */
export function checkCredentialData(nodeTypes: NodeTypes, type: string, data: Readonly<Record<string, unknown>>): void {
  const { properties, required } = credentialSchemaOf(nodeTypes, type);
  const hidden = propertiesOf(nodeTypes, type).map(({ name }) => name);
  const known = new Set([...hidden, ...KEPT_BY_NODES]);
  const problems = [
    ...required.filter((name) => data[name] === undefined).map((name) => `data.${name}: is missing`),
    ...Object.entries(data).flatMap(([name, value]) => {
      if (!known.has(name)) return [`data.${name}: is no field of ${type}`];
      const expected = properties[name]?.type;
      if (expected === undefined || typeof value === expected || isExpression(value)) return [];
      return [`data.${name}: must be of the type ${expected}`];
    }),
  ];
  if (problems.length > 0) throw new CodedUserError('BODY_INVALID', `${problems.join('; ')}.`, { problems });
}

function propertiesOf(nodeTypes: NodeTypes, type: string): INodeProperties[] {
  const { extends: parents = [], properties } = nodeTypes.credential(type);
  const own = new Set(properties.map(({ name }) => name));
  const inherited = parents.flatMap((parent) => propertiesOf(nodeTypes, parent));
  return [...inherited.filter(({ name }) => !own.has(name)), ...properties];
}

function fieldSchemaOf({ type, options, description }: INodeProperties): FieldSchema {
  const described = description === undefined ? {} : { description };
  switch (type) {
    case 'options':
      return { enum: (options ?? []).flatMap((option) => ('value' in option ? [option.value] : [])), ...described };
    case 'string':
    case 'number':
    case 'boolean':
      return { type, ...described };
    case 'json':
    case 'dateTime':
    case 'color':
      return { type: 'string', ...described };
    case 'collection':
    case 'fixedCollection':
      return { type: 'object', ...described };
    default:
      return described;
  }
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');
