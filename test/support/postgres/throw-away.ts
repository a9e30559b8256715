import { randomBytes } from 'node:crypto';

import pg from 'pg';

import { openDatabase } from '../../../packages/runtime/src/db';

export interface ThrowAway {
  readonly address: string;
  drop(): Promise<void>;
}

/**
 * Makes an empty database on a server.
 * @param template the name under which one with our tables is kept to be copied; where left out, there are no tables yet
 */
export async function createThrowAway(url: string, template?: string): Promise<ThrowAway> {
  const name = newName();
  if (template === undefined) {
    await administer(url, `CREATE DATABASE ${name}`);
    // Nobody pulls the plug on a test: a commit need not wait for the disk.
    await administer(url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
  } else {
    await copyTemplate(url, template, name);
  }
  const drop = async () => await administer(url, `DROP DATABASE ${name} WITH (FORCE)`);
  return { address: addressOf(url, name), drop };
}

async function copyTemplate(url: string, template: string, name: string): Promise<void> {
  const copy = async () => await administer(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  try {
    await copy();
  } catch (error) {
    if (codeOf(error) !== '3D000') throw error; // There is no such database.
    await makeTemplate(url, template);
    await copy();
  }
}

/** Makes our tables under another name first: nobody copies what is half made. */
async function makeTemplate(url: string, template: string): Promise<void> {
  const name = newName();
  await administer(url, `CREATE DATABASE ${name}`);
  await (await openDatabase(addressOf(url, name))).close();
  try {
    await administer(url, `ALTER DATABASE ${name} RENAME TO ${template}`);
  } catch (error) {
    if (codeOf(error) !== '42P04') throw error; // Another process was faster.
    await administer(url, `DROP DATABASE ${name}`);
  }
}

const newName = (): string => `aftercart_test_${randomBytes(8).toString('hex')}`;

const codeOf = (error: unknown): unknown => (error instanceof pg.DatabaseError ? error.code : undefined);

function addressOf(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
