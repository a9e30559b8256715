import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IHttpRequestOptions,
  INode,
  Workflow,
} from 'n8n-workflow';

/** What n8n hands to nodes that ask for their credential: one for all, which authenticates as its type declares. */
export function credentialsHelper(type: ICredentialType, data: ICredentialDataDecryptedObject) {
  return {
    isCredentialUsableByNode: () => true,
    getParentTypes: () => [],
    getCredentialsProperties: () => type.properties,
    getDecrypted: async () => data,
    getCredentials: async () => data,
    preAuthentication: async () => undefined,

    async authenticate(
      credentials: ICredentialDataDecryptedObject,
      _type: string,
      request: IHttpRequestOptions,
      workflow: Workflow,
      node: INode,
    ): Promise<IHttpRequestOptions> {
      if (typeof type.authenticate !== 'object') throw new Error(`${type.name} does not say how it authenticates`);
      const { headers = {} } = type.authenticate.properties;
      const own = Object.entries(headers).map(([name, value]) => {
        const keys = { $credentials: credentials };
        return [name, workflow.expression.getSimpleParameterValue(node, String(value), 'internal', keys)];
      });
      return { ...request, headers: { ...request.headers, ...(Object.fromEntries(own) as Record<string, string>) } };
    },
  };
}
