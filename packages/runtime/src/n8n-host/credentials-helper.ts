import { Credentials } from 'n8n-core';
import {
  ICredentialsHelper,
  NodeHelpers,
  type ICredentialDataDecryptedObject,
  type ICredentials,
  type ICredentialsExpressionResolveValues,
  type IExecuteData,
  type IHttpRequestHelper,
  type IHttpRequestOptions,
  type INode,
  type INodeCredentialsDetails,
  type INodeProperties,
  type IRequestOptionsSimplified,
  type IWorkflowExecuteAdditionalData,
  type Workflow,
  type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialStore } from '../credentials';
import type { Database } from '../db';
import type { ExpressionEngine } from '../expressions';
import { CodedUserError } from '../shared';
import type { NodeTypes } from './node-types';
import { resolveCredentialExpressions } from './resolve-credential-expressions';

interface Dependencies {
  readonly nodeTypes: NodeTypes;
  readonly expressions: ExpressionEngine;
  readonly credentials: CredentialStore;
  readonly database: Database;
  readonly workspace: number;
}

/** Hands nodes the credentials of one workspace, as n8n's own helper does. */
export class CredentialsHelper extends ICredentialsHelper {
  constructor(private readonly dependencies: Dependencies) {
    super();
  }

  getParentTypes(name: string): string[] {
    const parents = this.dependencies.nodeTypes.credential(name).extends ?? [];
    return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
  }

  isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
    if (!this.dependencies.nodeTypes.hasCredential(credentialType)) return true;
    const { restrictToSupportedNodes, supportedNodes = [] } = this.dependencies.nodeTypes.credential(credentialType);
    return restrictToSupportedNodes !== true || supportedNodes.includes(nodeType.slice(nodeType.lastIndexOf('.') + 1));
  }

  getCredentialsProperties(type: string): INodeProperties[] {
    const own = this.dependencies.nodeTypes.credential(type);
    const inherited = (own.extends ?? []).flatMap((parent) => this.getCredentialsProperties(parent));
    const names = new Set(own.properties.map(({ name }) => name));
    return [...inherited.filter(({ name }) => !names.has(name)), ...own.properties];
  }

  /** @throws CREDENTIAL_MISSING, CREDENTIAL_NOT_FOUND, CREDENTIAL_UNREADABLE */
  async getDecrypted(
    _additionalData: IWorkflowExecuteAdditionalData,
    nodeCredentials: INodeCredentialsDetails,
    type: string,
    mode: WorkflowExecuteMode,
    executeData?: IExecuteData,
    raw?: boolean,
    at?: ICredentialsExpressionResolveValues,
  ): Promise<ICredentialDataDecryptedObject> {
    const stored = await this.stored(nodeCredentials, type);
    if (raw === true) return stored;
    const properties = this.getCredentialsProperties(type);
    const withDefaults = NodeHelpers.getNodeParameters(properties, stored as never, true, false, null, null);
    // Tokens that n8n keeps beside the properties (oauthTokenData) are no parameters and would be dropped.
    const complete = { ...stored, ...(withDefaults as ICredentialDataDecryptedObject | null) };
    const { nodeTypes, expressions } = this.dependencies;
    return resolveCredentialExpressions(complete, { nodeTypes, expressions, mode, at, executeData });
  }

  async getCredentials(nodeCredentials: INodeCredentialsDetails, type: string): Promise<ICredentials> {
    const id = this.idOf(nodeCredentials, type);
    const { name } = await this.dependencies.credentials.summary(this.dependencies.workspace, id);
    return new Credentials({ id, name }, type, '');
  }

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    typeName: string,
    requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
    workflow: Workflow,
    node: INode,
  ): Promise<IHttpRequestOptions> {
    const { authenticate } = this.dependencies.nodeTypes.credential(typeName);
    if (authenticate === undefined) return requestOptions as IHttpRequestOptions;
    if (typeof authenticate === 'function')
      return await authenticate(credentials, requestOptions as IHttpRequestOptions);
    const resolve = (value: unknown): unknown =>
      typeof value === 'string' && value.startsWith('=')
        ? workflow.expression.getSimpleParameterValue(
            node,
            value,
            'internal',
            { $credentials: credentials },
            undefined,
            '',
          )
        : value;
    const authenticated: Record<string, unknown> = { ...requestOptions };
    for (const [part, fields] of Object.entries(authenticate.properties as Record<string, Record<string, unknown>>)) {
      const merged: Record<string, unknown> = { ...(authenticated[part] as object | undefined) };
      for (const [key, value] of Object.entries(fields)) merged[String(resolve(key))] = resolve(value);
      authenticated[part] = merged;
    }
    return authenticated as unknown as IHttpRequestOptions;
  }

  /** Fetches a new token where the type has short-lived ones and none is stored, or the stored one was refused. */
  async preAuthentication(
    helpers: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
    typeName: string,
    node: INode,
    credentialsExpired: boolean,
  ): Promise<ICredentialDataDecryptedObject | undefined> {
    const type = this.dependencies.nodeTypes.credential(typeName);
    const expirable = type.properties.find((property) => property.typeOptions?.expirable === true);
    if (!expirable || !type.preAuthentication) return undefined;
    if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
    const fresh = await this.runPreAuthentication(helpers, credentials, typeName);
    const details = node.credentials?.[typeName];
    if (fresh && details) await this.updateCredentials(details, typeName, fresh);
    return fresh;
  }

  async runPreAuthentication(
    helpers: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
    typeName: string,
  ): Promise<ICredentialDataDecryptedObject | undefined> {
    const { preAuthentication } = this.dependencies.nodeTypes.credential(typeName);
    if (!preAuthentication) return undefined;
    const token = await preAuthentication.call(helpers, credentials);
    return { ...credentials, ...(token as ICredentialDataDecryptedObject) };
  }

  async updateCredentials(
    nodeCredentials: INodeCredentialsDetails,
    type: string,
    data: ICredentialDataDecryptedObject,
  ): Promise<void> {
    const { credentials, database, workspace } = this.dependencies;
    const id = this.idOf(nodeCredentials, type);
    await database.write((tx) => credentials.update(tx, workspace, id, data));
  }

  async updateCredentialsOauthTokenData(
    nodeCredentials: INodeCredentialsDetails,
    type: string,
    data: ICredentialDataDecryptedObject,
  ): Promise<void> {
    const stored = await this.stored(nodeCredentials, type);
    await this.updateCredentials(nodeCredentials, type, { ...stored, oauthTokenData: data.oauthTokenData ?? data });
  }

  private async stored(details: INodeCredentialsDetails, type: string): Promise<ICredentialDataDecryptedObject> {
    return await this.dependencies.credentials.decrypted(this.dependencies.workspace, this.idOf(details, type));
  }

  private idOf(details: INodeCredentialsDetails, type: string): string {
    if (details.id) return details.id;
    throw new CodedUserError('CREDENTIAL_MISSING', `The node names no credential of the type "${type}". Choose one.`, {
      type,
    });
  }
}
