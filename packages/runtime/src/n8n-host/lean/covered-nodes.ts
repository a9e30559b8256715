import type { INode } from 'n8n-workflow';

/**
 * What a covered node is run with. `own`: our context, for nodes whose every use of it we have read and test. `n8n`: the
 * context of n8n-core, for nodes that ask for more (requests, files, credentials); only the scheduling around it is ours.
 */
export type ContextKind = 'own' | 'n8n';

interface Coverage {
  readonly versions: readonly number[];
  readonly context: ContextKind;
}

const NODES_BASE = 'n8n-nodes-base.';
const OWN_PACKAGE = 'n8n-nodes-aftercart.';

const COVERED: Readonly<Record<string, Coverage>> = {
  // Ways in. In our runtime the outside world has fired them already: they hand on what they are given.
  manualTrigger: { versions: [1], context: 'n8n' },
  webhook: { versions: [1, 1.1, 2, 2.1], context: 'n8n' },
  scheduleTrigger: { versions: [1, 1.1, 1.2, 1.3], context: 'n8n' },
  executeWorkflowTrigger: { versions: [1, 1.1], context: 'n8n' },
  errorTrigger: { versions: [1], context: 'n8n' },

  set: { versions: [3, 3.1, 3.2, 3.3, 3.4, 3.5], context: 'own' },
  if: { versions: [2, 2.1, 2.2, 2.3], context: 'own' },
  switch: { versions: [3, 3.1, 3.2, 3.3, 3.4], context: 'own' },
  filter: { versions: [2, 2.1, 2.2, 2.3], context: 'own' },
  noOp: { versions: [1], context: 'own' },
  wait: { versions: [1, 1.1], context: 'own' },

  merge: { versions: [3, 3.1, 3.2], context: 'n8n' },
  splitInBatches: { versions: [3], context: 'n8n' },
  splitOut: { versions: [1], context: 'n8n' },
  aggregate: { versions: [1], context: 'n8n' },
  limit: { versions: [1], context: 'n8n' },
  sort: { versions: [1], context: 'n8n' },
  removeDuplicates: { versions: [1, 1.1, 2], context: 'n8n' },
  renameKeys: { versions: [1], context: 'n8n' },
  summarize: { versions: [1, 1.1], context: 'n8n' },
  dateTime: { versions: [2], context: 'n8n' },
  crypto: { versions: [1], context: 'n8n' },
  stopAndError: { versions: [1], context: 'n8n' },
  httpRequest: { versions: [3, 4, 4.1, 4.2, 4.3, 4.4], context: 'n8n' },
  code: { versions: [1, 2], context: 'n8n' },
  respondToWebhook: { versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5], context: 'n8n' },
};

/** @returns undefined for a node that only n8n-core may run */
export function contextFor({ type, typeVersion }: Pick<INode, 'type' | 'typeVersion'>): ContextKind | undefined {
  if (type.startsWith(OWN_PACKAGE)) return 'own';
  if (!type.startsWith(NODES_BASE)) return undefined;
  const name = type.slice(NODES_BASE.length);
  const coverage = Object.hasOwn(COVERED, name) ? COVERED[name] : undefined;
  return coverage?.versions.includes(typeVersion) === true ? coverage.context : undefined;
}
