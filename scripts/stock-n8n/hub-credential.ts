/** Where an Aftercart server is, and what opens it. */
export interface HubAddress {
  readonly url: string;
  readonly apiKey: string;
}

/** The credential that each node of ours gets in n8n. Its id is always the same: imported again, it is replaced. */
export const HUB_CREDENTIAL = { id: 'aftercartDevHub01', name: 'Aftercart (npm run dev:n8n)' } as const;

const TYPE = 'aftercartApi';

/** The credential as `n8n import:credentials` takes it; n8n encrypts it. */
export function hubCredential({ url, apiKey }: HubAddress) {
  return { ...HUB_CREDENTIAL, type: TYPE, data: { baseUrl: url, apiKey } };
}

interface Workflow {
  readonly nodes: readonly { readonly type: string; readonly credentials?: object }[];
}

/**
 * A ready-made journey in which each node that can ask the hub does so with the credential: as somebody would choose it
 * in n8n's editor, node by node.
 *
 * @param asksHub whether nodes of a type take the credential
 */
export function withHubCredential<Document extends Workflow>(
  document: Document,
  asksHub: (type: string) => boolean,
): Document {
  const nodes = document.nodes.map((node) =>
    asksHub(node.type) ? { ...node, credentials: { ...node.credentials, [TYPE]: { ...HUB_CREDENTIAL } } } : node,
  );
  return { ...document, nodes };
}
