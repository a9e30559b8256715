import type { INodeTypeDescription, INodeTypes } from 'n8n-workflow';

import { codeOf, messageOf, type Logger } from '../../shared';

/**
 * Descriptions of node types by their full names (`n8n-nodes-base.set`), for code that looks at other nodes
 * (`$node`, `$('X').params`). A type that is not installed is left out: the runner then treats its node as unknown.
 */
export function describeNodeTypes(
  wanted: ReadonlyArray<{ name: string; version: number }>,
  { nodeTypes, logger }: { nodeTypes: INodeTypes; logger: Logger },
): INodeTypeDescription[] {
  return wanted.flatMap(({ name, version }) => {
    try {
      return [{ ...nodeTypes.getByNameAndVersion(name, version).description, name, version }];
    } catch (error) {
      logger.debug({ name, version, code: codeOf(error), reason: messageOf(error) }, 'Node type unknown to code');
      return [];
    }
  });
}
