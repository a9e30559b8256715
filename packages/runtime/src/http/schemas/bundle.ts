import { Type } from '@sinclair/typebox';

import { BUNDLE_ACTIONS, BUNDLE_KINDS, CONFLICT_POLICIES } from '../../bundles';
import { anyObject, oneOf } from './basics';

const PARTS = Type.Array(anyObject());

export const BundleSchema = Type.Object(
  {
    format: Type.Literal('aftercart-bundle'),
    version: Type.Literal(1),
    createdAt: Type.String(),
    attributes: PARTS,
    lists: PARTS,
    segments: PARTS,
    messageTemplates: PARTS,
    workflows: PARTS,
  },
  { $id: 'Bundle', description: 'Journeys and what they consist of, without secrets and without contacts.' },
);

export const BundleExportSchema = Type.Object(
  { workflows: Type.Optional(Type.Array(Type.String(), { maxItems: 1_000, description: 'Ids; all where left out.' })) },
  { additionalProperties: false, $id: 'BundleExport', examples: [{ workflows: ['aB3dE6gH'] }] },
);

export const BundleImportSchema = Type.Object(
  {
    bundle: anyObject(),
    dryRun: Type.Optional(Type.Boolean({ description: 'Only says what would be done.' })),
    conflicts: Type.Optional(
      oneOf(CONFLICT_POLICIES, {
        description: 'What becomes of what is here under the same name and is another one; `refuse` where left out.',
      }),
    ),
  },
  { additionalProperties: false, $id: 'BundleImport' },
);

export const BundleImportedSchema = Type.Object(
  {
    actions: Type.Array(
      Type.Object({
        kind: oneOf(BUNDLE_KINDS),
        name: Type.String(),
        action: oneOf(BUNDLE_ACTIONS),
        reason: Type.Optional(Type.String()),
      }),
    ),
    workflows: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    toChoose: Type.Array(
      Type.Object({ workflow: Type.String(), node: Type.String(), what: oneOf(['credential', 'shop', 'sender']) }),
      { description: 'What is to be chosen in nodes before the journeys go live.' },
    ),
  },
  { $id: 'BundleImported' },
);
