import type { Database } from '../../db';
import type { ImportState } from './import-store';
import { BYTE_ORDER_MARK, csvLine } from './write-csv';

const PAGE = 500;

interface Row {
  readonly line: number;
  readonly code: string;
  readonly column: string;
  readonly message: string;
  readonly record: string;
}

/** The lines of an import that were refused, as a table with the reasons in front: to be corrected and imported again. */
export async function* problemsCsv(database: Database, { id, separator }: ImportState): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['line', 'code', 'column', 'message', 'cells'], separator);
  let last = 0;
  for (;;) {
    const rows = await database.all<Row>(
      `SELECT line, code, column_name AS "column", message, record FROM contact_import_error WHERE import = ? AND line > ?
        ORDER BY line LIMIT ${PAGE}`,
      [id, last],
    );
    for (const { line, code, column, message, record } of rows) {
      yield csvLine([line, code, column, message, ...(JSON.parse(record) as string[])], separator);
      last = line;
    }
    if (rows.length < PAGE) return;
  }
}
