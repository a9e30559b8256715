import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * A value of the event that started the journey. Our own nodes pass it on inside of the item; where another node made
 * a new item, it is read from the trigger's output. Undefined where neither has it.
 */
export function journeyValue(context: IExecuteFunctions, itemIndex: number, group: string, field: string): unknown {
  const item = context.getInputData()[itemIndex];
  const own = fieldOf(item?.json, group, field);
  if (isGiven(own)) return own;
  const { name } = context.getNode();
  for (const node of context.getParentNodes(name)) {
    if (!node.type.endsWith('Trigger')) continue;
    const reference = `$(${JSON.stringify(node.name)})`;
    const expression = `{{ ${reference}.isExecuted ? ${reference}.first().json : undefined }}`;
    const value = fieldOf(context.evaluateExpression(expression, itemIndex), group, field);
    if (isGiven(value)) return value;
  }
  return undefined;
}

function fieldOf(json: unknown, group: string, field: string): unknown {
  const value = isObject(json) ? json[group] : undefined;
  return isObject(value) ? value[field] : undefined;
}

function isObject(value: unknown): value is IDataObject {
  return typeof value === 'object' && value !== null;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
