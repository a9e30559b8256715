import { z } from 'zod';

import type { Clock, Duration } from '../../../shared';
import {
  failureOfCode,
  failureOfStatus,
  findJsonObject,
  ProviderHttp,
  textIn,
  unreadable,
  type CodeMeanings,
} from '../http';

/** The names are those of n8n's credential `twilioApi`. */
export const twilioSettings = z.object({
  accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i, 'starts with AC and has 34 characters'),
  authType: z.enum(['authToken', 'apiKey']).default('authToken'),
  /** Signs what Twilio tells us, also where an API key is used to send. */
  authToken: z.string().default(''),
  apiKeySid: z.string().default(''),
  apiKeySecret: z.string().default(''),
  /** That of another region, e.g. https://api.dublin.ie1.twilio.com. */
  baseUrl: z.string().url().default('https://api.twilio.com'),
});

export type TwilioSettings = z.infer<typeof twilioSettings>;

interface Dependencies {
  readonly clock: Clock;
  readonly timeout?: Duration;
  /** What the channel's codes mean. */
  readonly codes: CodeMeanings;
}

/** Twilio's Programmable Messaging, which carries text messages and WhatsApp. */
export class TwilioApi {
  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: TwilioSettings,
    private readonly dependencies: Dependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  /**
   * @param from a number, a sender id, or a messaging service (MG…)
   * @param fields what the message is, in Twilio's words; those that are undefined are left out
   */
  async send(
    from: string,
    fields: Readonly<Record<string, string | undefined>>,
    onLastByte?: () => void,
  ): Promise<{ providerMessageId: string }> {
    const { baseUrl, accountSid } = this.settings;
    const sender = /^MG[0-9a-f]{32}$/i.test(from) ? 'MessagingServiceSid' : 'From';
    const body = new URLSearchParams({ [sender]: from });
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
    const url = `${baseUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`;
    const headers = { authorization: this.login(), 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.http.send({ method: 'POST', url, headers, body: body.toString() }, onLastByte);

    const said = findJsonObject(answer);
    const reason = textIn(said, 'message');
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    if (failure) throw failureOfCode(textIn(said, 'code'), reason, this.dependencies.codes) ?? failure;
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
