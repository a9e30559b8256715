import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @import { buildOrder } from './order-body.mjs' */

/** The bodies of the demo shop's orders, one file for each status that an order was sent in. */
export class OrderArchive {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /** The shop's next order number; it begins at 1001. */
  async nextId() {
    const ids = (await this.#files()).map((file) => Number.parseInt(file, 10)).filter(Number.isInteger);
    return Math.max(1000, ...ids) + 1;
  }

  /**
   * Keeps what is sent and says where.
   *
   * @param {number} id
   * @param {string} status
   * @param {string} body
   */
  async save(id, status, body) {
    await mkdir(this.folder, { recursive: true });
    const file = path.join(this.folder, `${id}-${status}.json`);
    await writeFile(file, body);
    return file;
  }

  /**
   * The order as it was first sent; undefined where this shop never sent it.
   *
   * @param {number} id
   */
  async find(id) {
    const file = (await this.#files()).find((name) => name.startsWith(`${id}-`));
    if (file === undefined) return undefined;
    const text = await readFile(path.join(this.folder, file), 'utf8');
    return /** @type {ReturnType<typeof buildOrder>} */ (JSON.parse(text));
  }

  async #files() {
    await mkdir(this.folder, { recursive: true });
    return (await readdir(this.folder)).sort();
  }
}
