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
import type { DeliveryState } from '../provider-callback';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import { callbackFields } from './callback-fields';
import { deliveriesIn } from './deliveries-in';
import type { OutgoingSms } from './outgoing-sms';

const settings = z.object({
  appSid: z.string().min(1),
  baseUrl: z.string().url().default('https://el.cloud.unifonic.com'),
});

type UnifonicSettings = z.infer<typeof settings>;

/** Others refuse this one message. */
const CODES: CodeMeanings = {
  // The application, the account, the sender's name.
  misconfigured: ['ER-01', 'ER-480', 'ER-481', 'ER-484'],
  unreachable: ['ER-482'],
};

const STATES: Readonly<Record<string, DeliveryState>> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  rejected: 'failed',
  expired: 'failed',
};

/** Unifonic (Gulf states). It signs nothing: the secret in the address is what proves its reports. */
export const unifonic = defineProvider({
  name: 'unifonic',
  settings,
  secrets: ['appSid'],
  create: (given, dependencies): Provider<OutgoingSms> => new UnifonicProvider(given, dependencies),
  readCallback: (request) => ({
    updates: deliveriesIn(callbackFields(request), {
      ...{ ids: ['messageid', 'messagesid'], ours: ['correlationid'], statuses: ['status', 'messagestatus'] },
      ...{ reasons: ['errorcode', 'reason'], states: STATES, at: request.receivedAt },
    }),
  }),
});

class UnifonicProvider implements Provider<OutgoingSms> {
  readonly name = 'unifonic';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: UnifonicSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  async send({ id, from, to, text, callbackUrl }: OutgoingSms, onLastByte?: () => void) {
    const { appSid, baseUrl } = this.settings;
    const body = new URLSearchParams({
      ...{ AppSid: appSid, SenderID: from, Recipient: to.replace(/^\+/, ''), Body: text, CorrelationID: id },
      ...{ responseType: 'JSON', ...(callbackUrl !== undefined && { statusCallback: callbackUrl }) },
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.http.send(
      { method: 'POST', url: `${baseUrl}/rest/SMS/messages`, headers, body },
      onLastByte,
    );

    const said = findJsonObject(answer);
    const reason = textIn(said, 'message');
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    const code = textIn(said, 'errorCode');
    if (code !== '' && code !== 'ER-00') {
      throw failureOfCode(code, reason, CODES) ?? failure ?? failureOfCode(code, reason, { permanent: [code] });
    }
    if (failure) throw failure;
    const providerMessageId = textIn(objectIn(said, 'data'), 'MessageID');
    if (providerMessageId === '') throw unreadable(answer);
    return { providerMessageId };
  }

  close(): Promise<void> {
    return this.http.close();
  }
}
