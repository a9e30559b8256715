import type { IDataObject, INode, INodeTypes } from 'n8n-workflow';

import { hasEffectsOutside, isTrigger } from '../n8n-host';
import type { WorkflowDocument } from '../workflows';

/** A workflow in which nothing reaches the world outside, and the nodes that would have. */
export interface Sealed {
  readonly document: WorkflowDocument;
  /** By name: what the simulation stops at. */
  readonly foreign: ReadonlyMap<string, INode>;
}

/**
 * Takes every node out of a workflow that has effects outside: one whose data is pinned answers with that, any other stops
 * the simulation where a contact comes to it. Their names and connections stay.
 */
export function withoutForeignNodes(document: WorkflowDocument, nodeTypes: INodeTypes): Sealed {
  const foreign = new Map<string, INode>();
  const nodes = document.nodes.map((node): INode => {
    if (isForeignTrigger(node, nodeTypes)) return replaced(node, 'n8n-nodes-base.manualTrigger', 1, {});
    if (!hasEffectsOutside(node, nodeTypes)) return node;
    const [pinned, ...others] = document.pinData?.[node.name] ?? [];
    if (pinned !== undefined && others.length === 0) return answering(node, pinned.json);
    foreign.set(node.name, node);
    const errorMessage = `SIMULATION_FOREIGN_NODE: ${node.name}`;
    return replaced(node, 'n8n-nodes-base.stopAndError', 1, { errorMessage });
  });
  return { document: { ...document, nodes, pinData: null }, foreign };
}

/** The pinned item may stand in the export with its `json` around it, or without. */
function answering(node: INode, pinned: IDataObject | undefined): INode {
  const parameters = { mode: 'raw', jsonOutput: JSON.stringify(pinned ?? {}), options: {} };
  return replaced(node, 'n8n-nodes-base.set', 3.4, parameters);
}

function replaced(node: INode, type: string, typeVersion: number, parameters: INode['parameters']): INode {
  const { id, name, position, disabled } = node;
  return { id, name, position, type, typeVersion, parameters, ...(disabled !== undefined && { disabled }) };
}

const OUR_PACKAGE = 'n8n-nodes-aftercart.';

/** Webhooks, schedules, other services: nobody calls a simulation. */
function isForeignTrigger(node: INode, nodeTypes: INodeTypes): boolean {
  return !node.type.startsWith(OUR_PACKAGE) && isTrigger(node, nodeTypes);
}
