import type { IConnections, IDataObject, INode, IPinData } from 'n8n-workflow';
import { z } from 'zod';

import { CodedUserError } from '../shared';
import { checkJourneySettings } from './journey-settings';
import type { JourneySettings } from './runnable-version';

/** A workflow as n8n exports it, checked for shape. */
export interface WorkflowDocument {
  readonly id?: string;
  readonly name: string;
  readonly active: boolean;
  readonly nodes: INode[];
  readonly connections: IConnections;
  readonly settings: JourneySettings;
  readonly staticData: IDataObject | null;
  readonly pinData: IPinData | null;
  readonly meta: IDataObject | null;
}

const objectOf = z.record(z.unknown());

const node = z
  .object({
    id: z.string().optional(),
    name: z.string().min(1),
    type: z.string().min(1),
    typeVersion: z.number().default(1),
    position: z.tuple([z.number(), z.number()]).default([0, 0]),
    parameters: objectOf.default({}),
    credentials: objectOf.optional(),
    disabled: z.boolean().optional(),
  })
  .passthrough();

const target = z.object({
  node: z.string(),
  type: z.string().default('main'),
  index: z.number().int().min(0).default(0),
});

const workflow = z.object({
  id: z.union([z.string().regex(/^[\w-]{1,64}$/), z.number().int().transform(String)]).optional(),
  name: z.string().min(1),
  active: z.boolean().default(false),
  nodes: z.array(node),
  connections: z.record(z.record(z.array(z.array(target).nullable()))),
  settings: objectOf.nullish(),
  staticData: z.unknown(),
  pinData: objectOf.nullish(),
  meta: objectOf.nullish(),
});

/**
 * Checks a workflow document from a file or a request.
 * @throws WORKFLOW_INVALID or JOURNEY_RULES_INVALID (with every problem found), CONNECTION_BROKEN
 */
export function parseWorkflow(json: unknown): WorkflowDocument {
  const parsed = workflow.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'workflow'}: ${issue.message}`);
    throw new CodedUserError('WORKFLOW_INVALID', `This is not a workflow as n8n exports it. ${problems.join('; ')}.`, {
      problems,
    });
  }
  const document = parsed.data;
  const nodes = document.nodes.map((each, index) => ({ ...each, id: each.id ?? `node-${index + 1}` })) as INode[];
  const connections = document.connections as IConnections;
  checkNames(nodes);
  checkConnections(nodes, connections);
  checkJourneySettings(document.settings?.aftercart);
  return {
    id: document.id,
    name: document.name,
    active: document.active,
    nodes,
    connections,
    settings: document.settings ?? {},
    staticData: readStaticData(document.staticData),
    pinData: (document.pinData ?? null) as IPinData | null,
    meta: (document.meta ?? null) as IDataObject | null,
  };
}

function checkNames(nodes: INode[]): void {
  const seen = new Set<string>();
  for (const { name } of nodes) {
    if (seen.has(name)) {
      throw new CodedUserError('WORKFLOW_INVALID', `Two nodes are named "${name}". Give one of them another name.`, {
        node: name,
      });
    }
    seen.add(name);
  }
}

function checkConnections(nodes: INode[], connections: IConnections): void {
  const names = new Set(nodes.map(({ name }) => name));
  const broken = (name: string, where: string) =>
    new CodedUserError(
      'CONNECTION_BROKEN',
      `A connection ${where} "${name}", but no node has that name. Remove the connection or rename the node.`,
      { node: name },
    );
  for (const [source, byType] of Object.entries(connections)) {
    if (!names.has(source)) throw broken(source, 'starts at');
    for (const outputs of Object.values(byType)) {
      for (const targets of outputs) {
        for (const { node: name } of targets ?? []) if (!names.has(name)) throw broken(name, 'leads to');
      }
    }
  }
}

/** n8n exports static data as an object, older versions as its JSON text. */
function readStaticData(value: unknown): IDataObject | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as IDataObject;
  if (typeof value === 'string') {
    try {
      return readStaticData(JSON.parse(value));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  throw new CodedUserError('WORKFLOW_INVALID', 'staticData is neither an object nor JSON.');
}
