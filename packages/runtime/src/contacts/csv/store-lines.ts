import { readSuppression, recordConsent, type ConsentChanged } from '../../consent';
import type { Transaction } from '../../db';
import { codeOf, CodedUserError, messageOf } from '../../shared';
import type { Contact } from '../contact';
import type { ContactWriter } from '../write/contact-writer';
import { upsertContact, type UpsertContext } from '../write/upsert-contact';
import type { ImportPlan } from './import-plan';
import { isProblem, readLine, type ImportedContact, type LineProblem, type LineReading } from './read-line';
import type { CsvRecord } from './read-records';

/** What stores the lines of one import. */
export interface LineStore {
  readonly id: string;
  readonly workspace: number;
  readonly plan: ImportPlan;
  readonly reading: LineReading;
  readonly writer: ContactWriter;
  readonly changed: ConsentChanged;
}

/** How some lines ended. */
export interface StoredLines {
  readonly created: number;
  readonly updated: number;
  readonly problems: ReadonlyArray<{ readonly record: CsvRecord; readonly problem: LineProblem }>;
}

/**
 * Stores the contacts of some lines. A line that cannot be read is a problem of its own.
 * @throws CodedUserError where a line can be read and all the same not be stored: then none of them is
 */
export async function storeLines(
  tx: Transaction,
  records: readonly CsvRecord[],
  store: LineStore,
): Promise<StoredLines> {
  const context = await store.writer.contextIn(tx, store.workspace);
  const counts = { created: 0, updated: 0 };
  const problems: Array<{ record: CsvRecord; problem: LineProblem }> = [];
  for (const record of records) {
    const read = readLine(record.cells, store.reading);
    const problem = isProblem(read) ? read : await suppressionOf(tx, store.workspace, read);
    if (isProblem(read) || problem) {
      if (problem) problems.push({ record, problem });
      continue;
    }
    const isNew = await storeContact(tx, read, { ...store, context, line: record.line });
    counts[isNew ? 'created' : 'updated'] += 1;
  }
  return { ...counts, problems };
}

/** As `storeLines` for one line that made the others fail. */
export function asProblem(record: CsvRecord, error: unknown): StoredLines {
  if (!(error instanceof CodedUserError)) throw error;
  const problem = { code: codeOf(error), column: '', message: messageOf(error) };
  return { created: 0, updated: 0, problems: [{ record, problem }] };
}

async function storeContact(
  tx: Transaction,
  { fields, attributes, tags }: ImportedContact,
  store: LineStore & { readonly context: UpsertContext; readonly line: number },
): Promise<boolean> {
  const { plan, writer, context } = store;
  const { contact, isNew } = await upsertContact(tx, { ...fields, attributes }, context);
  await writer.tagIn(tx, contact, [...plan.tags, ...tags]);
  if (plan.list !== null) await writer.joinIn(tx, contact, plan.list, 'import');
  await declareConsent(tx, contact, store);
  return isNew;
}

async function declareConsent(
  tx: Transaction,
  contact: Contact,
  { id, plan, context, line, changed }: LineStore & { readonly context: UpsertContext; readonly line: number },
): Promise<void> {
  if (!plan.consent) return;
  const { channels, basis, wording, evidence } = plan.consent;
  const at = context.now;
  for (const channel of channels) {
    const about = { workspace: contact.workspace, contact: contact.id, channel, purpose: 'promotional' } as const;
    const said = { status: 'granted', basis, source: 'import', at, recordedAt: at, wording } as const;
    const proof = { import: id, line, evidence };
    await recordConsent(tx, { ...about, ...said, proof, reference: `import:${id}:${contact.id}` }, changed);
  }
}

/** Whoever asked to be forgotten stays forgotten, whatever list they are in. */
async function suppressionOf(
  tx: Transaction,
  workspace: number,
  { fields: { email, phone } }: ImportedContact,
): Promise<LineProblem | undefined> {
  const isBlocked =
    (email && (await readSuppression(tx, { workspace, channel: 'email', address: email })) === 'erased') ||
    (phone && (await readSuppression(tx, { workspace, channel: 'sms', address: phone })) === 'erased');
  if (!isBlocked) return undefined;
  return { code: 'CONTACT_SUPPRESSED', column: '', message: 'The contact was erased and is not imported again.' };
}
