/** Whether a node of this type stands somewhere inside. */
export function contains(node: unknown, type: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some((child) => contains(child, type));
  if ('type' in node && node.type === type) return true;
  return Object.values(node).some((child) => contains(child, type));
}
