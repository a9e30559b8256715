import { cleanText } from '../clean-text';

/** Not letters of a name on any system that people download to. */
const FORBIDDEN = /[/\\:*?"<>|]+/g;
const LONGEST = 150;

/**
 * The name that people save a file under: no path, nothing hidden, nothing that reads otherwise than it is. The data folder
 * knows the file by another name.
 */
export function safeFileName(given: string): string {
  const name = cleanText(given.split(/[/\\]/).at(-1) ?? '')
    .replace(FORBIDDEN, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const [, stem = name, extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,10})?$/s.exec(name) ?? [];
  return `${[...stem].slice(0, LONGEST).join('') || 'download'}${extension}`;
}

/** The header that makes browsers save a file, under a name in whatever script. */
export function attachmentHeader(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
