import { becameOf, purchaseCondition, raw, sql, type dialectOf, type Sql } from '../audiences';
import type { Conversion } from './variant-request';

type Dialect = ReturnType<typeof dialectOf>;

/** SQL: whether a contact did, after they took their way (`a`), what the split is about. */
export function convertedSql(
  conversion: Conversion,
  { workflow, dialect }: { workflow?: string; dialect: Dialect },
): Sql {
  if (conversion === 'bought') {
    return sql`EXISTS (SELECT 1 FROM orders o WHERE o.contact = a.contact AND o.workspace = a.workspace AND o.placed_at > a.assigned_at
      AND ${raw(purchaseCondition('o'))})`;
  }
  // Contacts take the same way each time that they enter, so that all messages of the journey from then on are of their variant.
  const ofTest = workflow === undefined ? raw('m.execution IS NULL') : sql`m.workflow = ${workflow}`;
  return sql`EXISTS (SELECT 1 FROM message m WHERE m.contact = a.contact AND m.workspace = a.workspace AND m.created_at >= a.assigned_at
    AND ${ofTest} AND ${becameOf(conversion, { dialect })})`;
}
