import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

import { CodedUserError } from '../../packages/runtime/src/shared';

/** What our nodes are tested in. */
export const TESTED_VERSION = '2.41.1';
/** The first that runs on Node 24, which everything here runs on. */
const [OLDEST_MAJOR, OLDEST_MINOR] = [2, 38];

export interface N8nInstallation {
  /** Its program, for Node to run. */
  readonly program: string;
  readonly version: string;
}

interface Whereabouts {
  /** Its program, its package, or the folder that it was installed in. */
  readonly place?: string;
  /** As in the environment; looked through where no place is named. */
  readonly searchPath?: string;
}

/** @throws N8N_NOT_FOUND, N8N_VERSION_UNSUITABLE */
export function findN8n({ place, searchPath = '' }: Whereabouts): N8nInstallation {
  const places = place === undefined ? searchPath.split(path.delimiter).filter(Boolean) : [path.resolve(place)];
  const found = places.flatMap(programsAt).map(installationOf).find(Boolean);
  if (!found) {
    const where = place === undefined ? 'on the PATH' : `at ${path.resolve(place)}`;
    throw new CodedUserError('N8N_NOT_FOUND', `There is no n8n ${where}. ${ADVICE}`);
  }
  const [major = 0, minor = 0] = found.version.split('.').map(Number);
  if (major === OLDEST_MAJOR && minor >= OLDEST_MINOR) return found;
  throw new CodedUserError(
    'N8N_VERSION_UNSUITABLE',
    `The n8n at ${found.program} is ${found.version}, and our nodes are tested in ${TESTED_VERSION}. ${ADVICE}`,
  );
}

const ADVICE = `It is installed into a folder of its own (about 3 GB), which is then named:

    mkdir -p ~/n8n && cd ~/n8n && npm install n8n@${TESTED_VERSION}
    AFTERCART_N8N=~/n8n npm run dev:n8n         (or: npm run dev:n8n -- --n8n ~/n8n)

docs/guides/stock-n8n.md says what to do where that does not work.`;

/** Where the program may be, seen from a place that somebody named, or from a folder of the PATH. */
function programsAt(place: string): string[] {
  return [
    place,
    path.join(place, 'n8n'),
    path.join(place, 'bin/n8n'),
    path.join(place, 'node_modules/n8n/bin/n8n'),
  ].filter((file) => existsSync(file) && statSync(file).isFile());
}

/** undefined where a program only has n8n's name. */
function installationOf(found: string): N8nInstallation | undefined {
  const program = realpathSync(found);
  const manifest = path.join(path.dirname(program), '../package.json');
  if (!existsSync(manifest)) return undefined;
  const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; version?: string };
  return name === 'n8n' && version !== undefined ? { program, version } : undefined;
}
