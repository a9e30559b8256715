import { CodedUserError } from '../shared';
import type { Database } from './database';
import { PostgresDatabase } from './postgres-database';
import { SqliteDatabase } from './sqlite-database';

/**
 * Opens the database and brings its schema up to date.
 * @param url `postgres://…`, `sqlite:<path>` or `sqlite::memory:`
 * @throws CONFIG_INVALID for any other kind of address
 */
export async function openDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) return await PostgresDatabase.open(url);
  if (url.startsWith('sqlite:')) return await SqliteDatabase.open(url.slice('sqlite:'.length));
  throw new CodedUserError(
    'CONFIG_INVALID',
    'AFTERCART_DATABASE_URL must start with "sqlite:" or "postgres://". Leave it out for SQLite in the data folder.',
  );
}
