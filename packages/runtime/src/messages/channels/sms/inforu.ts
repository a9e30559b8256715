import { z } from 'zod';

import {
  failureOfCode,
  failureOfStatus,
  findJsonObject,
  objectIn,
  ProviderHttp,
  textIn,
  unreadable,
  type CodeMeanings,
} from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import type { OutgoingSms } from './outgoing-sms';
import { readInforuCallback } from './read-inforu-callback';

const settings = z.object({
  username: z.string().min(1),
  token: z.string().min(1),
  baseUrl: z.string().url().default('https://capi.inforu.co.il'),
});

type InforuSettings = z.infer<typeof settings>;

/** Others refuse this one message. */
const CODES: CodeMeanings = {
  // The login or this machine's address; the kind of token.
  misconfigured: ['-2', '-231'],
};

/** InforU (Israel), JSON API v2. It signs nothing: the secret in the address is what proves its reports. */
export const inforu = defineProvider({
  name: 'inforu',
  settings,
  secrets: ['token'],
  create: (given, dependencies): Provider<OutgoingSms> => new InforuProvider(given, dependencies),
  readCallback: (request) => readInforuCallback(request),
});

class InforuProvider implements Provider<OutgoingSms> {
  readonly name = 'inforu';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: InforuSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  async send({ id, from, to, text, callbackUrl }: OutgoingSms, onLastByte?: () => void) {
    const { username, token, baseUrl } = this.settings;
    const body = JSON.stringify({
      Data: {
        Message: text,
        Recipients: [{ Phone: to.replace(/^\+972/, '0').replace(/^\+/, ''), CustomerMessageID: id }],
        Settings: { Sender: from, ...(callbackUrl !== undefined && { DeliveryNotificationUrl: callbackUrl }) },
      },
    });
    const authorization = `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await this.http.send(
      { method: 'POST', url: `${baseUrl}/api/v2/SMS/SendSms`, headers, body },
      onLastByte,
    );

    const said = findJsonObject(answer);
    const reason = textIn(said, 'StatusDescription');
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    const code = textIn(said, 'StatusId');
    if (code !== '1' && code !== '') {
      const known = failureOfCode(code, reason, CODES) ?? failure;
      throw known ?? failureOfCode(code, reason, { permanent: [code] });
    }
    if (failure) throw failure;
    if (code === '') throw unreadable(answer);
    // It knows the message by our id; its own is of the whole request, where it tells one.
    return { providerMessageId: textIn(said, 'RequestId') || textIn(objectIn(said, 'Data'), 'MessageId') || id };
  }

  close(): Promise<void> {
    return this.http.close();
  }
}
