import { z } from 'zod';

import { findJsonObject, objectIn, ProviderHttp, textIn, unreadable } from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import { failureOfMeta } from './failure-of-meta';
import { metaTemplate, metaText } from './meta-body';
import type { OutgoingWhatsapp } from './outgoing-whatsapp';
import { readMetaCallback } from './read-meta-callback';
import { sendTextOrTemplate } from './send-text-or-template';

/** Of the Graph API. A version works for two years at least. */
const GRAPH_VERSION = 'v26.0';

/** The names are those of n8n's credential `whatsAppApi`, where that has them. */
const settings = z.object({
  accessToken: z.string().min(1),
  businessAccountId: z.string().default(''),
  phoneNumberId: z.string().regex(/^\d{5,25}$/, 'is the number that Meta shows below the phone number'),
  /** Signs what Meta tells us. */
  appSecret: z.string().default(''),
  /** A word of the operator's, by which Meta's first call is recognised. */
  verifyToken: z.string().default(''),
  /** That of a proxy. */
  baseUrl: z
    .string()
    .url()
    .default('https://graph.facebook.com')
    .transform((url) => url.replace(/\/+$/, '')),
});

export type MetaSettings = z.infer<typeof settings>;

/** WhatsApp by Meta's Cloud API. */
export const meta = defineProvider({
  name: 'meta',
  settings,
  secrets: ['accessToken', 'appSecret', 'verifyToken'],
  credentialType: 'whatsAppApi',
  create: (given: MetaSettings, dependencies): Provider<OutgoingWhatsapp> => new MetaProvider(given, dependencies),
  readCallback: (request, given: MetaSettings) => readMetaCallback(request, given),
});

class MetaProvider implements Provider<OutgoingWhatsapp> {
  readonly name = 'meta';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: MetaSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  send(message: OutgoingWhatsapp, onLastByte?: () => void): Promise<{ providerMessageId: string }> {
    return sendTextOrTemplate(message, onLastByte, {
      text: async (text, before) => await this.post(metaText(message, text), before),
      template: async (template, before) => await this.post(metaTemplate(message, template), before),
    });
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private async post(content: object, onLastByte?: () => void): Promise<{ providerMessageId: string }> {
    const { baseUrl, phoneNumberId, accessToken } = this.settings;
    const url = `${baseUrl}/${GRAPH_VERSION}/${phoneNumberId}/messages`;
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const answer = await this.http.send({ method: 'POST', url, headers, body: JSON.stringify(content) }, onLastByte);

    const said = findJsonObject(answer);
    const failure = failureOfMeta(answer, objectIn(said, 'error'), this.dependencies.clock.now());
    if (failure) throw failure;
    const [message] = Array.isArray(said?.messages) ? (said.messages as unknown[]) : [];
    const providerMessageId = textIn(
      typeof message === 'object' && message !== null ? { ...message } : undefined,
      'id',
    );
    if (providerMessageId === '') throw unreadable(answer);
    return { providerMessageId };
  }
}
