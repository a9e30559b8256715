import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

/** An Aftercart server and a key to it. Nodes need it in a stock n8n only: inside Aftercart they are at home. */
export class AftercartApi implements ICredentialType {
  name = 'aftercartApi';

  displayName = 'Aftercart API';

  icon: Icon = { light: 'file:../icons/aftercart.svg', dark: 'file:../icons/aftercart.dark.svg' };

  documentationUrl = 'https://docs.n8n.io/integrations/community-nodes/usage/';

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: 'http://127.0.0.1:5680',
      description: 'Where your Aftercart server is reached, without a path',
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'An API key of the workspace whose contacts and orders are meant',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { 'X-N8N-API-KEY': '={{ $credentials.apiKey }}' } },
  };

  test: ICredentialTestRequest = {
    request: { baseURL: '={{ $credentials.baseUrl }}', url: '/api/v1/hub/status' },
  };
}
