import type { Expression } from 'acorn';

/** The only names that n8n does not look up in its data. */
const NOT_LOOKED_UP = new Set(['undefined', 'NaN', 'isNaN', 'isFinite', 'Date', 'RegExp', 'Math']);

interface TreeNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * n8n catches errors only in blocks that read a property or call something, once its variables are looked up in its
 * data. `{{ 1 + null.x }}` is such a block, `{{ -1n + 1 }}` is none.
 */
export function swallowsErrors(expression: Expression): boolean {
  return search(expression as unknown as TreeNode, undefined, '');
}

function search(node: TreeNode, parent: TreeNode | undefined, field: string): boolean {
  if (node.type === 'MemberExpression' || node.type === 'CallExpression') return true;
  if (node.type === 'Identifier' && isLookedUp(node, parent, field)) return true;
  return Object.entries(node).some(([name, child]) =>
    (Array.isArray(child) ? child : [child]).some((element) => isNode(element) && search(element, node, name)),
  );
}

function isLookedUp({ name }: TreeNode, parent: TreeNode | undefined, field: string): boolean {
  const isKey = parent?.type === 'Property' && field === 'key' && parent.computed === false;
  return !NOT_LOOKED_UP.has(String(name)) && !isKey && field !== 'params';
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
