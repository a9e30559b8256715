import { z } from 'zod';

import {
  failureOfCode,
  failureOfStatus,
  findJsonObject,
  ProviderHttp,
  textIn,
  unreadable,
  type CodeMeanings,
} from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import { ProviderPermanentError } from '../provider-errors';
import type { OutgoingSms } from './outgoing-sms';

const settings = z.object({
  username: z.string().min(1),
  token: z.string().min(1),
  baseUrl: z.string().url().default('https://019sms.co.il'),
});

type Sms019Settings = z.infer<typeof settings>;

const LONGEST = 1_005;

/** Others refuse this one message. */
const CODES: CodeMeanings = {
  // Login, balance, permission.
  misconfigured: ['3', '4', '5'],
  // Its own troubles.
  temporary: ['998', '999'],
};

/** 019SMS (Israel), JSON API. It reports deliveries only to who asks, so nothing is told of what becomes of a message. */
export const sms019 = defineProvider({
  name: '019',
  settings,
  secrets: ['token'],
  create: (given, dependencies): Provider<OutgoingSms> => new Sms019Provider(given, dependencies),
});

class Sms019Provider implements Provider<OutgoingSms> {
  readonly name = '019';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: Sms019Settings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  async send({ id, from, to, text }: OutgoingSms, onLastByte?: () => void) {
    if (text.length > LONGEST) throw new ProviderPermanentError(`019 takes ${LONGEST} characters, not ${text.length}.`);
    const { username, token, baseUrl } = this.settings;
    const phone = { $: { id }, _: to.replace(/^\+972/, '0').replace(/^\+/, '') };
    const sms = {
      user: { username },
      source: from.replace(/^\+972/, '0'),
      destinations: { phone: [phone] },
      message: text,
    };
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const call = { method: 'POST', url: `${baseUrl}/api`, headers, body: JSON.stringify({ sms }) } as const;
    const answer = await this.http.send(call, onLastByte);

    const said = findJsonObject(answer);
    const reason = textIn(said, 'message');
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    const code = textIn(said, 'status');
    if (code !== '0' && code !== '') {
      throw failureOfCode(code, reason, CODES) ?? failure ?? failureOfCode(code, reason, { permanent: [code] });
    }
    if (failure) throw failure;
    if (code === '') throw unreadable(answer);
    return { providerMessageId: textIn(said, 'shipment_id') || id };
  }

  close(): Promise<void> {
    return this.http.close();
  }
}
