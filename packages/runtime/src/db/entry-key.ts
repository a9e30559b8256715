import { hash } from 'node:crypto';

/**
 * What the column `execution.entry_key` holds: 72 bits of the key and its workflow. A key is as long as its author
 * likes and would be stored twice for each waiting execution, in the row and in the index.
 */
export function entryKey(workflow: string, key: string): string {
  return hash('sha256', `${workflow}\n${key}`, 'base64url').slice(0, 12);
}
