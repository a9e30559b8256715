import path from 'node:path';

import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import {
  NodeHelpers,
  type ICredentialType,
  type INode,
  type INodeType,
  type INodeTypes,
  type IVersionedNodeType,
} from 'n8n-workflow';

import { CodedUnexpectedError, CodedUserError, messageOf, type Clock } from '../shared';
import { makeWaitDurable } from './durable-wait';
import { runLikeCode } from './function-nodes';

/** Nodes that reach into the server's own machine, as n8n 2 leaves them out by default, and those under n8n's Enterprise licence. */
const EXCLUDED = [
  'n8n-nodes-base.executeCommand',
  'n8n-nodes-base.localFileTrigger',
  'n8n-nodes-base.evaluation',
  'n8n-nodes-base.evaluationTrigger',
];
const WAIT = 'n8n-nodes-base.wait';
const CODE = 'n8n-nodes-base.code';

/** The node and credential types of n8n-nodes-base and of our own package, loaded one by one as they are used. */
export class NodeTypes implements INodeTypes {
  private readonly loaded = new Map<string, INodeType>();

  private constructor(
    private readonly loaders: ReadonlyMap<string, PackageDirectoryLoader>,
    private readonly clock: Clock,
  ) {}

  /** @param ownPackage the folder of `n8n-nodes-aftercart`, built */
  static async load(ownPackage: string, clock: Clock): Promise<NodeTypes> {
    const nodesBase = path.dirname(require.resolve('n8n-nodes-base/package.json'));
    const loaders = [new LazyPackageDirectoryLoader(nodesBase, EXCLUDED), new PackageDirectoryLoader(ownPackage)];
    for (const loader of loaders) {
      await loader.loadAll();
      loader.releaseTypes();
    }
    return new NodeTypes(new Map(loaders.map((loader) => [loader.packageName, loader])), clock);
  }

  has(type: string): boolean {
    const { loader, name } = this.locate(type);
    return loader !== undefined && name in loader.known.nodes;
  }

  /** @throws NODE_TYPE_UNKNOWN */
  getByName(type: string): INodeType | IVersionedNodeType {
    const { loader, name } = this.locate(type);
    if (!loader || !(name in loader.known.nodes)) {
      throw new CodedUserError(
        'NODE_TYPE_UNKNOWN',
        `The node type "${type}" is not installed. Correct the type, or replace the node.`,
        { type },
      );
    }
    try {
      return loader.getNode(name).type;
    } catch (error) {
      const reason = `The node type "${type}" is installed, but cannot be loaded: ${messageOf(error)}`;
      throw new CodedUnexpectedError('NODE_TYPE_UNKNOWN', reason, { type }, error);
    }
  }

  /** @throws NODE_TYPE_UNKNOWN */
  getByNameAndVersion(type: string, version?: number): INodeType {
    const key = `${type}@${version ?? ''}`;
    const known = this.loaded.get(key);
    if (known) return known;
    const found = versionOf(this.getByName(type), type, version);
    const nodeType =
      type === WAIT
        ? makeWaitDurable(found, this.clock)
        : runLikeCode(type, found, () => this.getByNameAndVersion(CODE, 2));
    this.loaded.set(key, nodeType);
    return nodeType;
  }

  /** @throws NODE_TYPE_UNKNOWN */
  isTrigger({ type, typeVersion }: Pick<INode, 'type' | 'typeVersion'>): boolean {
    return this.getByNameAndVersion(type, typeVersion).description.group.includes('trigger');
  }

  getKnownTypes(): Record<string, { className: string; sourcePath: string }> {
    const known: Record<string, { className: string; sourcePath: string }> = {};
    for (const [packageName, loader] of this.loaders) {
      for (const [name, { className, sourcePath }] of Object.entries(loader.known.nodes)) {
        known[`${packageName}.${name}`] = { className, sourcePath: path.join(loader.directory, sourcePath) };
      }
    }
    return known;
  }

  hasCredential(type: string): boolean {
    return this.credentialLoader(type) !== undefined;
  }

  /** @throws CREDENTIAL_TYPE_UNKNOWN */
  credential(type: string): ICredentialType {
    const loader = this.credentialLoader(type);
    if (loader) return loader.getCredential(type).type;
    throw new CodedUserError('CREDENTIAL_TYPE_UNKNOWN', `The credential type "${type}" is not installed.`, { type });
  }

  private credentialLoader(type: string): PackageDirectoryLoader | undefined {
    return [...this.loaders.values()].find((loader) => type in loader.known.credentials);
  }

  private locate(type: string): { loader: PackageDirectoryLoader | undefined; name: string } {
    const dot = type.lastIndexOf('.');
    return { loader: this.loaders.get(type.slice(0, dot)), name: type.slice(dot + 1) };
  }
}

function versionOf(type: INodeType | IVersionedNodeType, name: string, version?: number): INodeType {
  try {
    return NodeHelpers.getVersionedNodeType(type, version);
  } catch (error) {
    throw new CodedUserError('NODE_TYPE_UNKNOWN', messageOf(error), { type: name, version });
  }
}
