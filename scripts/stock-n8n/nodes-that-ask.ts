import path from 'node:path';

import type { INodeType } from 'n8n-workflow';

import manifest from '../../package.json';

const root = path.resolve(__dirname, '../..');
const CREDENTIAL = 'aftercartApi';

type NodeClasses = Readonly<Record<string, new () => INodeType>>;

/** The types of our nodes that take the credential of an Aftercart server, as workflows name them. The nodes are built. */
export async function nodesThatAsk(): Promise<ReadonlySet<string>> {
  const types = await Promise.all(manifest.n8n.nodes.map(async (file) => await typeOf(path.join(root, file))));
  return new Set(types.filter((type) => type !== undefined));
}

/** undefined where it does not take the credential */
async function typeOf(file: string): Promise<string | undefined> {
  const name = path.basename(file, '.node.js');
  const { [name]: NodeClass } = (await import(file)) as NodeClasses;
  if (!NodeClass) throw new Error(`${file} has no class ${name}.`);
  const { description } = new NodeClass();
  const asks = description.credentials?.some((credential) => credential.name === CREDENTIAL) ?? false;
  return asks ? `${manifest.name}.${description.name}` : undefined;
}
