import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

import { scanDirectoryForPackages, type LazyPackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers, type ICredentialType, type INodeType, type INodeTypes } from 'n8n-workflow';

import { installNodes } from '../../../scripts/stock-n8n/install-nodes';
import { buildNodes, repository } from '../build-nodes';
import { loadNodesBase } from '../run-workflow';

export interface InstalledPackage {
  /** What n8n's own loader has found among the community nodes. */
  readonly loader: LazyPackageDirectoryLoader;
  /** The nodes of the installed package, and those of nodes-base. */
  readonly nodeTypes: INodeTypes;
  credentialType(name: string): ICredentialType;
  remove(): void;
}

/** Our package, packed and installed as in a stock n8n, and found and loaded there by n8n's own code. */
export async function installedPackage(): Promise<InstalledPackage> {
  await buildNodes();
  // n8n lets community nodes find its own n8n-workflow; here they find that of the repository, in a folder above.
  const temporary = path.join(repository, '.tmp');
  mkdirSync(temporary, { recursive: true });
  const userFolder = mkdtempSync(path.join(temporary, 'stock-n8n-'));
  await installNodes(userFolder);

  const nodesBase = await loadNodesBase();
  const found = await scanDirectoryForPackages(path.join(userFolder, '.n8n/nodes/node_modules'));
  if (found.length !== 1) throw new Error(`n8n finds ${found.length} packages, not one`);
  const loader = found[0] as LazyPackageDirectoryLoader;
  await loader.loadAll();
  const own = `${loader.packageName}.`;
  const getByName = (type: string): INodeType =>
    type.startsWith(own)
      ? (loader.getNode(type.slice(own.length)).type as INodeType)
      : (nodesBase.getByName(type) as INodeType);
  return {
    loader,
    nodeTypes: {
      getByName,
      getByNameAndVersion: (type, version) =>
        type.startsWith(own)
          ? NodeHelpers.getVersionedNodeType(getByName(type), version)
          : nodesBase.getByNameAndVersion(type, version),
      getKnownTypes: () => ({}),
    },
    credentialType: (name) => loader.getCredential(name).type,
    remove: () => rmSync(userFolder, { recursive: true, force: true }),
  };
}
