import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { CodedUserError, messageOf } from '../shared';

/** An uploaded file, under the names that n8n's nodes know from its own parser. */
interface UploadedFile {
  readonly filepath: string;
  readonly originalFilename: string;
  readonly newFilename: string;
  readonly mimetype: string;
  readonly size: number;
}

/** One value, or a list where a name came more than once. */
type Fields<Value> = Record<string, Value | Value[]>;

export interface FormBody {
  readonly data: Fields<string>;
  readonly files: Fields<UploadedFile>;
}

/**
 * Takes a multipart form apart. Files are laid down in a temporary folder, where the node fetches them.
 * @returns the form, and how to remove what the node left there
 * @throws BODY_INVALID
 */
export async function readFormData(
  contentType: string,
  body: Buffer,
): Promise<{ form: FormBody; cleanUp: () => Promise<void> }> {
  const entries = await parseEntries(contentType, body);
  const folder = await mkdtemp(path.join(tmpdir(), 'aftercart-upload-'));
  const form: FormBody = { data: {}, files: {} };
  for (const [name, value] of entries) {
    if (typeof value === 'string') add(form.data, name, value);
    else if (value.name !== '' || value.size > 0) add(form.files, name, await store(value, folder));
  }
  return { form, cleanUp: () => rm(folder, { recursive: true, force: true }) };
}

async function parseEntries(contentType: string, body: Buffer): Promise<Array<[string, string | File]>> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return [...form] as Array<[string, string | File]>;
  } catch (error) {
    throw new CodedUserError('BODY_INVALID', `The form cannot be read: ${messageOf(error)}.`);
  }
}

async function store(file: File, folder: string): Promise<UploadedFile> {
  const newFilename = randomUUID();
  const filepath = path.join(folder, newFilename);
  await writeFile(filepath, new Uint8Array(await file.arrayBuffer()));
  const mimetype = file.type === '' ? 'application/octet-stream' : file.type;
  return { filepath, originalFilename: file.name, newFilename, mimetype, size: file.size };
}

function add<Value>(fields: Fields<Value>, name: string, value: Value): void {
  const present = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const next = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value];
  Object.defineProperty(fields, name, { value: next, enumerable: true, configurable: true, writable: true });
}
