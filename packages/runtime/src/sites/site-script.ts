import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

import { CodedUnexpectedError } from '../shared';
import type { Site } from './site';

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** The script of one site, ready to be served. */
export interface SiteScript {
  readonly etag: string;
  readonly identity: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

const MOST = 200;

/**
 * The script that pages load, with the settings of their site in it: no request is needed to know whether the visitor
 * has to be asked first.
 */
export class SiteScripts {
  private code: string | undefined;
  private readonly scripts = new Map<string, SiteScript>();

  /** @param file the built script. @param publicUrl where browsers reach this server */
  constructor(
    private readonly file: string,
    private readonly publicUrl: string,
  ) {}

  async of({ settings }: Site, writeKey: string): Promise<SiteScript> {
    const { consent, honourPrivacySignals, idleSeconds } = settings;
    const config = JSON.stringify({ key: writeKey, url: this.publicUrl, consent, honourPrivacySignals, idleSeconds });
    const known = this.scripts.get(config);
    if (known) return known;
    const identity = Buffer.from(`(()=>{${this.read()}\naftercartSite.begin(${config});})();\n`);
    const script: SiteScript = {
      identity,
      etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
      gzip: await gzipped(identity, { level: 9 }),
      br: await brotli(identity),
    };
    if (this.scripts.size >= MOST) this.scripts.clear();
    this.scripts.set(config, script);
    return script;
  }

  private read(): string {
    if (!existsSync(this.file))
      throw new CodedUnexpectedError('INTERNAL', 'The site script is not built: run `npm run build`.');
    return (this.code ??= readFileSync(this.file, 'utf8'));
  }
}
