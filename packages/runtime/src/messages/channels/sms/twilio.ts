import { z } from 'zod';

import { failureOfCode, failureOfStatus, findJsonObject, ProviderHttp, textIn, unreadable } from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import type { OutgoingSms } from './outgoing-sms';
import { readTwilioCallback } from './read-twilio-callback';
import { TWILIO_CODES } from './twilio-codes';

/** The names are those of n8n's credential `twilioApi`. */
const settings = z.object({
  accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i, 'starts with AC and has 34 characters'),
  authType: z.enum(['authToken', 'apiKey']).default('authToken'),
  /** Signs what Twilio tells us, also where an API key is used to send. */
  authToken: z.string().default(''),
  apiKeySid: z.string().default(''),
  apiKeySecret: z.string().default(''),
  /** That of another region, e.g. https://api.dublin.ie1.twilio.com. */
  baseUrl: z.string().url().default('https://api.twilio.com'),
});

export type TwilioSettings = z.infer<typeof settings>;

/** Twilio's Programmable Messaging. A sender whose address begins with MG is a messaging service. */
export const twilio = defineProvider({
  name: 'twilio',
  settings,
  secrets: ['authToken', 'apiKeySecret'],
  credentialType: 'twilioApi',
  create: (given, dependencies): Provider<OutgoingSms> => new TwilioProvider(given, dependencies),
  readCallback: (request, { authToken }) => readTwilioCallback(request, authToken),
});

class TwilioProvider implements Provider<OutgoingSms> {
  readonly name = 'twilio';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: TwilioSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  async send({ from, to, text, callbackUrl }: OutgoingSms, onLastByte?: () => void) {
    const { baseUrl, accountSid } = this.settings;
    const body = new URLSearchParams({
      To: to,
      [/^MG[0-9a-f]{32}$/i.test(from) ? 'MessagingServiceSid' : 'From']: from,
      Body: text,
      ...(callbackUrl !== undefined && { StatusCallback: callbackUrl }),
    }).toString();
    const url = `${baseUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`;
    const headers = { authorization: this.login(), 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.http.send({ method: 'POST', url, headers, body }, onLastByte);

    const said = findJsonObject(answer);
    const reason = textIn(said, 'message');
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    if (failure) throw failureOfCode(textIn(said, 'code'), reason, TWILIO_CODES) ?? failure;
    const providerMessageId = textIn(said, 'sid');
    if (providerMessageId === '') throw unreadable(answer);
    return { providerMessageId };
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private login(): string {
    const { authType, accountSid, authToken, apiKeySid, apiKeySecret } = this.settings;
    const [user, password] = authType === 'apiKey' ? [apiKeySid, apiKeySecret] : [accountSid, authToken];
    return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }
}
