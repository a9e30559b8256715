import type { IDataObject, INode, INodeType, Workflow } from 'n8n-workflow';

import type { TriggerFilter } from '../events';

/** A trigger node of a live version and what it waits for. */
export interface EventTriggerNode {
  readonly node: string;
  /** Stays the same when the node is renamed. */
  readonly id: string;
  readonly filter: TriggerFilter;
}

interface EventTrigger {
  /** Of a trigger that shops of one kind start. */
  readonly shopType?: string;
  triggerFilter(parameters: IDataObject): TriggerFilter;
}

/** The nodes of a workflow that our router enters directly, because their type says what events it waits for. */
export function eventTriggersOf(workflow: Workflow): EventTriggerNode[] {
  return Object.values(workflow.nodes).flatMap((node) => {
    if (node.disabled === true) return [];
    const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
    if (!isEventTrigger(type)) return [];
    const kind = type.shopType === undefined ? {} : { shopType: type.shopType };
    return [
      {
        node: node.name,
        id: node.id || node.name,
        filter: { ...type.triggerFilter(resolvedParameters(workflow, node)), ...kind },
      },
    ];
  });
}

export function isEventTrigger(type: INodeType): type is INodeType & EventTrigger {
  return 'triggerFilter' in type && typeof type.triggerFilter === 'function';
}

function resolvedParameters(workflow: Workflow, node: INode): IDataObject {
  const resolved = workflow.expression.getComplexParameterValue(node, node.parameters, 'internal', {});
  return resolved as unknown as IDataObject;
}
