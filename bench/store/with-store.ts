import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Works on the database of a server that is down. */
export function withStore<Result>(folder: string, work: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(path.join(folder, 'aftercart.sqlite'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}
