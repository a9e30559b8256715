import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

import type { Database, entities, Queries, Transaction } from '../../db';
import type { PageLanguage } from '../../messages';
import { CodedUserError, receiveFile, type Clock } from '../../shared';
import { safeFileName } from './file-name';
import { findMagnet } from './magnet-store';
import { mediaTypeOf } from './media-type';

/** A magnet in one language. */
export type MagnetContent = Omit<entities.MagnetContent, 'language'> & { readonly language: PageLanguage };

/** Of one file. */
export const LARGEST_FILE = 50 * 1024 * 1024;

const COLUMNS = `magnet, language, workspace, url, file_name AS "fileName", media_type AS "mediaType", bytes,
  stored_as AS "storedAs", updated_at AS "updatedAt"`;

/** The contents of a magnet, by language. */
export async function contentsOf(queries: Queries, magnet: string): Promise<MagnetContent[]> {
  return await queries.all<MagnetContent>(`SELECT ${COLUMNS} FROM magnet_content WHERE magnet = ? ORDER BY language`, [
    magnet,
  ]);
}

/** The files and addresses that magnets consist of. A file has a name of ours in the data folder, never the uploader's. */
export class MagnetContents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly folder: string,
  ) {}

  /** Takes a file as it comes, in place of what was there. @throws MAGNET_NOT_FOUND, MAGNET_INVALID, BODY_TOO_LARGE */
  async putFile(
    workspace: number,
    place: { readonly magnet: string; readonly language: PageLanguage },
    { content, name }: { readonly content: Readable; readonly name: string },
  ): Promise<MagnetContent> {
    await findMagnet(this.database, workspace, place.magnet);
    const storedAs = randomBytes(16).toString('hex');
    const file = path.join(this.folder, storedAs);
    const bytes = await receiveFile(content, file, LARGEST_FILE);
    try {
      if (bytes === 0) throw new CodedUserError('MAGNET_INVALID', 'The file is empty. Send it as the body.');
      const fileName = safeFileName(name);
      const stored = { url: null, fileName, mediaType: mediaTypeOf(fileName), bytes, storedAs };
      return await this.put({ ...place, workspace, ...stored, updatedAt: this.clock.now() });
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  }

  /** @throws MAGNET_NOT_FOUND, MAGNET_INVALID */
  async putAddress(
    workspace: number,
    place: { readonly magnet: string; readonly language: PageLanguage },
    address: string,
  ): Promise<MagnetContent> {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
      throw new CodedUserError('MAGNET_INVALID', 'url: has to be an address that begins with https:// or http://.');
    }
    const none = { fileName: null, mediaType: null, bytes: null, storedAs: null };
    return await this.put({ ...place, workspace, url: url.href, ...none, updatedAt: this.clock.now() });
  }

  /** @throws MAGNET_NOT_FOUND */
  async remove(workspace: number, { magnet, language }: { magnet: string; language: PageLanguage }): Promise<void> {
    const before = await this.database.write(async (tx) => {
      await findMagnet(tx, workspace, magnet);
      return await takeAway(tx, magnet, language);
    });
    await this.forget([before]);
  }

  /** Deletes files that nothing in the database names any more. */
  async forget(files: ReadonlyArray<string | null | undefined>): Promise<void> {
    for (const file of files) if (file) await rm(path.join(this.folder, file), { force: true });
  }

  /** Where a content lies; undefined where it is an address, or where this server does not have the file. */
  fileOf({ storedAs }: MagnetContent): string | undefined {
    if (storedAs === null || !/^[0-9a-f]{32}$/.test(storedAs)) return undefined;
    const file = path.join(this.folder, storedAs);
    return existsSync(file) ? file : undefined;
  }

  private async put(content: MagnetContent): Promise<MagnetContent> {
    const before = await this.database.write(async (tx) => {
      await findMagnet(tx, content.workspace, content.magnet);
      const replaced = await takeAway(tx, content.magnet, content.language);
      await tx.run(
        `INSERT INTO magnet_content (magnet, language, workspace, url, file_name, media_type, bytes, stored_as, updated_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          ...[content.magnet, content.language, content.workspace, content.url, content.fileName],
          ...[content.mediaType, content.bytes, content.storedAs, content.updatedAt],
        ],
      );
      return replaced;
    });
    await this.forget([before]);
    return content;
  }
}

/** @returns the file that it was, if it was one */
async function takeAway(tx: Transaction, magnet: string, language: string): Promise<string | null | undefined> {
  const place = [magnet, language];
  const row = await tx.get<{ file: string | null }>(
    'SELECT stored_as AS file FROM magnet_content WHERE magnet = ? AND language = ?',
    place,
  );
  await tx.run('DELETE FROM magnet_content WHERE magnet = ? AND language = ?', place);
  return row?.file;
}
