import type { Queries } from '../db';
import { CodedUserError } from '../shared';
import type { Form, FormDefinition } from './form';

interface FormRow {
  readonly id: string;
  readonly workspace: number;
  readonly name: string;
  readonly definition: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Ids as we make them. Whatever else stands in an address is not asked of the database, which takes no null bytes. */
export const isId = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

const COLUMNS = 'id, workspace, name, definition, version, created_at AS "createdAt", updated_at AS "updatedAt"';

/** By the id that stands in its address, in whatever workspace. */
export async function findForm(queries: Queries, id: string): Promise<Form | undefined> {
  if (!isId(id)) return undefined;
  const row = await queries.get<FormRow>(`SELECT ${COLUMNS} FROM form WHERE id = ?`, [id]);
  return row && toForm(row);
}

/** @throws FORM_NOT_FOUND */
export async function getForm(queries: Queries, workspace: number, id: string): Promise<Form> {
  const form = await findForm(queries, id);
  if (form?.workspace === workspace) return form;
  throw new CodedUserError('FORM_NOT_FOUND', `There is no form with the id "${id}".`, { form: id });
}

/** All forms of a workspace, by name. */
export async function formsOf(queries: Queries, workspace: number): Promise<Form[]> {
  const rows = await queries.all<FormRow>(`SELECT ${COLUMNS} FROM form WHERE workspace = ? ORDER BY name, id`, [
    workspace,
  ]);
  return rows.map(toForm);
}

function toForm({ definition, ...row }: FormRow): Form {
  return { ...(JSON.parse(definition) as FormDefinition), ...row };
}
