import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

/** What n8n once gave the code of these nodes under names of their own; on one line, so that line numbers hold. */
const OLDER_NAMES = 'const getWorkflowStaticData = $getWorkflowStaticData, helpers = this.helpers;';

/** The older nodes for code, and what their code is for the Code node. */
const AS_CODE: Readonly<Record<string, { mode: string; wrap(code: string): string }>> = {
  'n8n-nodes-base.function': {
    mode: 'runOnceForAllItems',
    wrap: (code) => `${OLDER_NAMES} ${code}`,
  },
  'n8n-nodes-base.functionItem': {
    mode: 'runOnceForEachItem',
    wrap: (code) =>
      `${OLDER_NAMES} const item = $json; const result = await (async () => { ${code}\n})(); return { ...$input.item, json: result };`,
  },
};

/**
 * The Function and Function Item nodes of older workflows run their code inside of our own process, in a sandbox that
 * can be broken out of. This makes them run it where the Code node does.
 * @returns the type itself where it is another one
 */
export function runLikeCode(name: string, type: INodeType, codeNode: () => INodeType): INodeType {
  const older = AS_CODE[name];
  if (!older) return type;
  const safe = Object.create(type) as INodeType;
  safe.execute = async function (this: IExecuteFunctions) {
    const written = String(this.getNodeParameter('functionCode', 0));
    const parameters: Record<string, unknown> = {
      language: 'javaScript',
      mode: older.mode,
      jsCode: older.wrap(written),
    };
    const context = Object.create(this) as IExecuteFunctions;
    context.getNodeParameter = ((parameter: string, ...rest: [number]) =>
      parameters[parameter] ?? this.getNodeParameter(parameter, ...rest)) as IExecuteFunctions['getNodeParameter'];
    return (await codeNode().execute?.call(context)) as INodeExecutionData[][];
  };
  return safe;
}
