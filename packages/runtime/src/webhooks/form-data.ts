import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { parseMultipart, type FormPart } from './parse-multipart';

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
  const parts = parseMultipart(contentType, body).filter(({ fileName }) => fileName !== '');
  const folder = await mkdtemp(path.join(tmpdir(), 'aftercart-upload-'));
  const form: FormBody = { data: {}, files: {} };
  for (const part of parts) {
    if (part.fileName === undefined) add(form.data, part.name, part.content.toString('utf8'));
    else add(form.files, part.name, await store(part, part.fileName, folder));
  }
  return { form, cleanUp: () => rm(folder, { recursive: true, force: true }) };
}

async function store({ type, content }: FormPart, originalFilename: string, folder: string): Promise<UploadedFile> {
  const newFilename = randomUUID();
  const filepath = path.join(folder, newFilename);
  await writeFile(filepath, content);
  const mimetype = type ?? 'application/octet-stream';
  return { filepath, originalFilename, newFilename, mimetype, size: content.length };
}

function add<Value>(fields: Fields<Value>, name: string, value: Value): void {
  const present = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const next = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value];
  Object.defineProperty(fields, name, { value: next, enumerable: true, configurable: true, writable: true });
}
