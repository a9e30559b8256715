import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * What is known of an item under a name (contact, event, …), the nearest first: what the item carries, then what the
 * trigger of the journey put out. Our own nodes pass it on inside of the item; others may have made a new one.
 */
export function* journeyFacts(context: IExecuteFunctions, itemIndex: number, name: string): Generator<IDataObject> {
  const own = context.getInputData()[itemIndex]?.json[name];
  if (isObject(own)) yield own;
  const fromTrigger = triggerOutput(context, itemIndex)?.[name];
  if (isObject(fromTrigger)) yield fromTrigger;
}

/** The item that started the execution. Only of a trigger of ours: it puts out one, so that it is everybody's. */
function triggerOutput(context: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
  const { name, type } = context.getNode();
  const ourPackage = type.slice(0, type.lastIndexOf('.') + 1);
  for (const node of context.getParentNodes(name)) {
    if (!node.type.startsWith(ourPackage) || !node.type.endsWith('Trigger')) continue;
    const reference = `$(${JSON.stringify(node.name)})`;
    const expression = `{{ ${reference}.isExecuted ? ${reference}.first().json : undefined }}`;
    const json: unknown = context.evaluateExpression(expression, itemIndex);
    if (isObject(json)) return json;
  }
  return undefined;
}

function isObject(value: unknown): value is IDataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
