import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface EditorFile {
  /** Where it is asked for: `/assets/index-abc.js`. */
  readonly url: string;
  readonly type: string;
  readonly content: Buffer;
  readonly etag: string;
  /** Its name changes with its content. */
  readonly isImmutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Reads the built editor into memory: it is small, and what is not in the list cannot be asked for, whatever a path
 * looks like.
 * @returns nothing where it is not built
 */
export function readEditorFiles(folder: string): EditorFile[] {
  if (!existsSync(path.join(folder, 'index.html'))) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
      const content = readFileSync(file);
      return {
        url: url === '/index.html' ? '/' : url,
        type: TYPES[path.extname(file)] ?? 'application/octet-stream',
        content,
        etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
        isImmutable: url.startsWith('/assets/'),
      };
    });
}
