import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { CodedOperationalError } from '../../packages/runtime/src/shared';
import type { N8nInstallation } from './find-n8n';
import type { Programs } from './programs';

const PATIENCE_MS = 300_000;
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024;

interface Place {
  readonly installation: N8nInstallation;
  /** n8n keeps its database, its key and its community nodes in `.n8n` of it. */
  readonly userFolder: string;
  readonly port: number;
  /** n8n's code runner and n8n meet there. */
  readonly brokerPort: number;
  /** Where the Aftercart server is, whose ready-made journeys n8n's own gallery shows. */
  readonly hubUrl: string;
  readonly programs: Programs;
}

/** A stock n8n on this machine that knows our server, and asks nobody else for anything. */
export class StockN8n {
  readonly url: string;
  private readonly env: Record<string, string>;

  constructor(private readonly place: Place) {
    const { userFolder, port, brokerPort, hubUrl } = place;
    this.url = `http://127.0.0.1:${port}`;
    this.env = {
      N8N_USER_FOLDER: userFolder,
      N8N_HOST: '127.0.0.1',
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_PORT: String(port),
      N8N_RUNNERS_BROKER_PORT: String(brokerPort),
      // Without https: browsers that do not trust 127.0.0.1 would not keep the cookie.
      N8N_SECURE_COOKIE: 'false',
      N8N_TEMPLATES_ENABLED: 'true',
      N8N_TEMPLATES_HOST: `${hubUrl}/gallery`,
      N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
      N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
      // Lists that n8n fetches from its maker.
      N8N_VERIFIED_PACKAGES_ENABLED: 'false',
      N8N_DISABLED_MODULES: 'mcp-registry',
      NODE_ENV: 'production',
      N8N_DIAGNOSTICS_ENABLED: 'false',
      N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
      N8N_PERSONALIZATION_ENABLED: 'false',
      N8N_HIRING_BANNER_ENABLED: 'false',
    };
  }

  /** One command of n8n's command line. @throws N8N_FAILED with what n8n said */
  async run(...command: string[]): Promise<void> {
    const { installation, programs } = this.place;
    try {
      await promisify(execFile)(process.execPath, [installation.program, ...command], {
        env: { ...process.env, ...this.env },
        maxBuffer: MOST_OUTPUT_BYTES,
        signal: programs.signal,
      });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      const said = `${stdout}${stderr}`.trim() || String(error);
      throw new CodedOperationalError('N8N_FAILED', `n8n ${command.join(' ')} failed:\n${said}`, undefined, error);
    }
  }

  /** Resolves once it answers. */
  async start(): Promise<void> {
    const { installation, programs } = this.place;
    const program = programs.start('n8n', [installation.program, 'start'], this.env);
    await program.answersAt(`${this.url}/healthz/readiness`, PATIENCE_MS);
  }
}
