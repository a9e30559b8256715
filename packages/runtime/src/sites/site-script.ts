import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

interface Dependencies {
  /** The folder of the built scripts. */
  readonly folder: string;
  /** Where browsers reach this server, without a trailing slash. */
  readonly publicUrl: string;
  /** The key that browsers agree to who take push messages of a workspace. */
  readonly pushKeyOf: (workspace: number) => Promise<string>;
}

/**
 * The scripts that pages and browsers load, with the settings of their site in them: no request is needed to know whether
 * the visitor has to be asked first.
 */
export class SiteScripts {
  private readonly code = new Map<string, string>();
  private readonly scripts = new Map<string, SiteScript>();

  constructor(private readonly dependencies: Dependencies) {}

  /** What pages load. */
  async of({ settings, workspace }: Site, writeKey: string): Promise<SiteScript> {
    const { consent, honourPrivacySignals, idleSeconds, push, pushWorker, pushAskAfterSeconds } = settings;
    const { publicUrl: url, pushKeyOf } = this.dependencies;
    const config = {
      ...{ key: writeKey, url, consent, honourPrivacySignals, idleSeconds },
      ...(push !== 'off' && {
        push: {
          key: await pushKeyOf(workspace),
          worker: pushWorker,
          askAfterSeconds: push === 'gentle' ? pushAskAfterSeconds : null,
        },
      }),
    };
    return await this.make('site.js', `aftercartSite.begin(${JSON.stringify(config)});`);
  }

  /** What the worker of a shop loads, to show push messages. */
  async worker(): Promise<SiteScript> {
    const { publicUrl: url } = this.dependencies;
    return await this.make('push-worker.js', `aftercartWorker.begin(${JSON.stringify({ url })});`);
  }

  private async make(file: string, call: string): Promise<SiteScript> {
    const known = this.scripts.get(call);
    if (known) return known;
    const identity = Buffer.from(`(()=>{${this.read(file)}\n${call}})();\n`);
    const script: SiteScript = {
      identity,
      etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
      gzip: await gzipped(identity, { level: 9 }),
      br: await brotli(identity),
    };
    if (this.scripts.size >= MOST) this.scripts.clear();
    this.scripts.set(call, script);
    return script;
  }

  private read(name: string): string {
    const known = this.code.get(name);
    if (known !== undefined) return known;
    const file = path.join(this.dependencies.folder, name);
    if (!existsSync(file)) {
      throw new CodedUnexpectedError('INTERNAL', 'The site script is not built: run `npm run build`.');
    }
    const code = readFileSync(file, 'utf8');
    this.code.set(name, code);
    return code;
  }
}
