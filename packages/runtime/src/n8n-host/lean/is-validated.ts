import { NodeHelpers, type INode, type INodeProperties, type INodeType } from 'n8n-workflow';

/** Whether n8n-core checks the value of a parameter against the node's description when the node reads it. */
export function isValidated(name: string, node: INode, { description }: INodeType): boolean {
  const [first = '', second, ...more] = name.split('.');
  const property = description.properties.find(
    (each) => each.name === first && NodeHelpers.displayParameter(node.parameters, each, node, description),
  );
  if (!property) return false;
  if (second === undefined && isChecked(property)) return true;
  if (property.type === 'resourceMapper') return second === 'value' && more.length === 0;
  if (property.type === 'collection') return hasChecked(property.options);
  if (property.type !== 'fixedCollection') return false;
  const group = property.options?.find((option) => option.name === second);
  return group !== undefined && 'values' in group && hasChecked(group.values);
}

function hasChecked(properties: INodeProperties['options'] = []): boolean {
  return properties.some((each) => isChecked(each as INodeProperties));
}

function isChecked({ validateType, ignoreValidationDuringExecution }: INodeProperties): boolean {
  return validateType !== undefined && ignoreValidationDuringExecution !== true;
}
