import type { INode, INodeTypes } from 'n8n-workflow';

/**
 * Nodes of n8n-nodes-base that change nothing outside of the execution: run twice they have done no more than run once.
 * Whatever is not listed is taken to have effects. Remove Duplicates is not listed: it remembers what it has met.
 */
const PURE: ReadonlySet<string> = new Set(
  [
    ...['aggregate', 'aiTransform', 'code', 'compareDatasets', 'compression', 'convertToFile', 'crypto', 'dateTime'],
    ...['debugHelper', 'editImage', 'executionData', 'extractFromFile', 'filter', 'form', 'function', 'functionItem'],
    ...[
      'html',
      'htmlExtract',
      'iCal',
      'if',
      'itemLists',
      'jwt',
      'limit',
      'markdown',
      'merge',
      'moveBinaryData',
      'noOp',
    ],
    ...['readPDF', 'renameKeys', 'respondToWebhook', 'set', 'simulate', 'sort', 'splitInBatches', 'splitOut'],
    ...[
      'spreadsheetFile',
      'start',
      'stickyNote',
      'stopAndError',
      'summarize',
      'switch',
      'timeSaved',
      'totp',
      'wait',
      'xml',
    ],
  ].map((name) => `n8n-nodes-base.${name}`),
);

/** Ours: what they do is committed with the state, exactly once. */
const OUR_PACKAGE = 'n8n-nodes-aftercart.';

/** Code can call out, too, by n8n's helpers. */
const CODE = new Set(['code', 'function', 'functionItem', 'aiTransform'].map((name) => `n8n-nodes-base.${name}`));
const CALLS_OUT = /\bhelpers\s*(\.|\[|\?\.)/;

/** Whether running a node again, after a crash, may do something outside a second time. */
export function hasEffectsOutside(node: INode, nodeTypes: INodeTypes): boolean {
  if (node.disabled === true || node.type.startsWith(OUR_PACKAGE)) return false;
  if (CODE.has(node.type)) return CALLS_OUT.test(JSON.stringify(node.parameters));
  if (PURE.has(node.type)) return false;
  // A trigger has fired already: here it only hands its items on.
  return !isTrigger(node, nodeTypes);
}

/** Whether executions begin at a node. */
export function isTrigger(node: INode, nodeTypes: INodeTypes): boolean {
  return nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description.group.includes('trigger');
}
