import { ownersOf } from '../contacts';
import type { Queries } from '../db';

/** The contact whose browser bears the name that its site gave it; null where nobody knows whose it is. */
export async function findVisitor(queries: Queries, workspace: number, visitor: string): Promise<number | null> {
  const owners = await ownersOf(queries, workspace, [{ kind: 'anonymous', value: visitor }]);
  return owners.get('anonymous') ?? null;
}
