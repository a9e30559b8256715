import { randomBytes } from 'node:crypto';

import type { Database } from '../db';
import type { Clock } from '../shared';
import { checkForm } from './check-form';
import { cleanText } from './clean-text';
import { completeDraft } from './complete-draft';
import type { Form, FormDraft } from './form';
import { formsOf, getForm } from './form-row';

/** 96 bits: the address of a form cannot be guessed, and one form says nothing of the next. */
const ID_BYTES = 12;

/** Forms as operators make them. */
export class FormStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(workspace: number): Promise<Form[]> {
    return await formsOf(this.database, workspace);
  }

  /** @throws FORM_NOT_FOUND */
  async get(workspace: number, id: string): Promise<Form> {
    return await getForm(this.database, workspace, id);
  }

  /** @throws what `checkForm` throws */
  async create(workspace: number, draft: FormDraft): Promise<Form> {
    const now = this.clock.now();
    const id = randomBytes(ID_BYTES).toString('base64url');
    return await this.database.write(async (tx) => {
      const definition = await checkForm(tx, workspace, completeDraft(draft));
      await tx.run(
        'INSERT INTO form (id, workspace, name, definition, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)',
        [id, workspace, cleanText(draft.name), JSON.stringify(definition), now, now],
      );
      return { ...definition, id, workspace, name: cleanText(draft.name), version: 1, createdAt: now, updatedAt: now };
    });
  }

  /** What the draft leaves out has its default again. @throws FORM_NOT_FOUND and what `checkForm` throws */
  async replace(workspace: number, id: string, draft: FormDraft): Promise<Form> {
    const now = this.clock.now();
    return await this.database.write(async (tx) => {
      await getForm(tx, workspace, id);
      const definition = await checkForm(tx, workspace, completeDraft(draft));
      await tx.run('UPDATE form SET name = ?, definition = ?, version = version + 1, updated_at = ? WHERE id = ?', [
        cleanText(draft.name),
        JSON.stringify(definition),
        now,
        id,
      ]);
      return await getForm(tx, workspace, id);
    });
  }

  /** With what was answered there. Contacts, and what they agreed to, stay. @throws FORM_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await getForm(tx, workspace, id);
      await tx.run('DELETE FROM form_submission WHERE form = ?', [id]);
      await tx.run('DELETE FROM form_day WHERE form = ?', [id]);
      await tx.run('DELETE FROM form WHERE id = ?', [id]);
    });
  }
}
