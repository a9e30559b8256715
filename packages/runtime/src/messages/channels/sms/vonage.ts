import { z } from 'zod';

import {
  failureOfCode,
  failureOfStatus,
  findJsonObject,
  ProviderHttp,
  textIn,
  unreadable,
  type CodeMeanings,
  type JsonObject,
} from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import type { OutgoingSms } from './outgoing-sms';
import { readVonageCallback } from './read-vonage-callback';

/** `apiKey` and `apiSecret` are also the names of n8n's credential `vonageApi`. */
const settings = z.object({
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  baseUrl: z.string().url().default('https://rest.nexmo.com'),
});

type VonageSettings = z.infer<typeof settings>;

const CODES: CodeMeanings = {
  temporary: ['1', '5', '10'],
  // Login, account, quota, signature, the sender's name, what a demo account may write to.
  misconfigured: ['4', '8', '9', '11', '14', '15', '23', '29', '32'],
  unreachable: ['7', '33'],
};

/** Vonage's SMS API (formerly Nexmo). The secret in the address proves its reports. */
export const vonage = defineProvider({
  name: 'vonage',
  settings,
  secrets: ['apiSecret'],
  credentialType: 'vonageApi',
  create: (given, dependencies): Provider<OutgoingSms> => new VonageProvider(given, dependencies),
  readCallback: (request) => readVonageCallback(request),
});

class VonageProvider implements Provider<OutgoingSms> {
  readonly name = 'vonage';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: VonageSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  async send({ id, from, to, text, callbackUrl }: OutgoingSms, onLastByte?: () => void) {
    const { apiKey, apiSecret, baseUrl } = this.settings;
    const body = JSON.stringify({
      ...{ api_key: apiKey, api_secret: apiSecret, from: from.replace(/^\+/, ''), to: to.replace(/^\+/, ''), text },
      ...{ type: /[^\p{ASCII}]/u.test(text) ? 'unicode' : 'text', 'client-ref': id },
      ...(callbackUrl !== undefined && { callback: callbackUrl }),
    });
    const headers = { 'content-type': 'application/json' };
    const answer = await this.http.send({ method: 'POST', url: `${baseUrl}/sms/json`, headers, body }, onLastByte);

    const [first] = messagesIn(findJsonObject(answer));
    const reason = textIn(first, 'error-text');
    const code = textIn(first, 'status');
    // It says "throttled" with 200, and asks for nothing but less haste.
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    if (code !== '0' && code !== '') {
      throw failureOfCode(code, reason, CODES) ?? failure ?? failureOfCode(code, reason, { permanent: [code] });
    }
    if (failure) throw failure;
    const providerMessageId = textIn(first, 'message-id');
    if (providerMessageId === '') throw unreadable(answer);
    return { providerMessageId };
  }

  close(): Promise<void> {
    return this.http.close();
  }
}

function messagesIn(said: JsonObject | undefined): JsonObject[] {
  const messages = said?.messages;
  return Array.isArray(messages) ? (messages as JsonObject[]) : [];
}
