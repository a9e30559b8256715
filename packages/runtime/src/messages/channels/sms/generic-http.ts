import { z } from 'zod';

import { failureOfCode, failureOfStatus, findJsonObject, ProviderHttp, unreadable, type CodeMeanings } from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import { callbackFields } from './callback-fields';
import { deliveriesIn } from './deliveries-in';
import { fillIn, type Quote } from './fill-in';
import type { OutgoingSms } from './outgoing-sms';
import { valueAtPath } from './value-at-path';

const codes = z.array(z.string()).default([]);

const settings = z.object({
  /** `{to}`, `{toDigits}`, `{from}`, `{text}`, `{id}` and `{callbackUrl}` are filled in, here and in the body. */
  url: z.string().regex(/^https?:\/\//i, 'must start with https:// or http://'),
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  headers: z.record(z.string()).default({}),
  body: z.string().default('{"to":"{to}","from":"{from}","text":"{text}"}'),
  /** How what is filled into the body is written. */
  format: z.enum(['json', 'form', 'plain']).default('json'),
  /** Where the answer has the message's id: `data.messages.0.id`. Empty: our own counts. */
  idPath: z.string().default(''),
  /** Where the answer has a code, and which codes mean what. */
  codePath: z.string().default(''),
  accepted: codes,
  unsubscribed: codes,
  unreachable: codes,
  misconfigured: codes,
  temporary: codes,
  /** What the provider's words for states mean: `{"DELIVRD": "delivered"}`. */
  states: z.record(z.enum(['sent', 'delivered', 'read', 'failed'])).default({}),
  /** The names under which reports have the provider's id and the state. */
  reportId: z.string().default('id'),
  reportStatus: z.string().default('status'),
  /** Secrets that headers and body name as `{secret1}`, `{secret2}`: they are not shown again. */
  secret1: z.string().default(''),
  secret2: z.string().default(''),
});

type GenericSettings = z.infer<typeof settings>;

const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  plain: 'text/plain; charset=utf-8',
};

/** Any provider that takes a text message by one HTTP call. */
export const genericHttp = defineProvider({
  name: 'http',
  settings,
  secrets: ['secret1', 'secret2'],
  create: (given, dependencies): Provider<OutgoingSms> => new GenericHttpProvider(given, dependencies),
  readCallback: (request, { states, reportId, reportStatus }) => ({
    updates: deliveriesIn(callbackFields(request), {
      ...{ ids: [reportId.toLowerCase()], statuses: [reportStatus.toLowerCase()], reasons: ['reason', 'error'] },
      states: Object.fromEntries(Object.entries(states).map(([word, state]) => [word.toLowerCase(), state])),
      at: request.receivedAt,
    }),
  }),
});

class GenericHttpProvider implements Provider<OutgoingSms> {
  readonly name = 'http';

  private readonly http: ProviderHttp;

  constructor(
    private readonly settings: GenericSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  async send(sms: OutgoingSms, onLastByte?: () => void) {
    const { url, method, headers, body, format, secret1, secret2, idPath, codePath, accepted } = this.settings;
    const { id, from, to, text, callbackUrl = '' } = sms;
    const values = { to, toDigits: to.replace(/\D/g, ''), from, text, id, callbackUrl, secret1, secret2 };
    const filled = (template: string, quote: Quote): string => fillIn(template, values, quote);
    const sent = Object.entries({ 'content-type': TYPES[format], ...headers });
    const answer = await this.http.send(
      {
        method,
        url: filled(url, 'form'),
        headers: Object.fromEntries(sent.map(([name, value]) => [name, filled(value, 'header')])),
        body: method === 'GET' ? '' : filled(body, format),
      },
      onLastByte,
    );
    const said = findJsonObject(answer);
    const code = codePath === '' ? '' : valueAtPath(said, codePath);
    const reason = answer.text.slice(0, 200);
    const failure = failureOfStatus(answer, reason, this.dependencies.clock.now());
    const isAccepted = accepted.includes(code);
    if (code !== '' && !isAccepted) {
      const known = failureOfCode(code, reason, this.meanings) ?? failure;
      if (known) throw known;
      if (accepted.length > 0) throw failureOfCode(code, reason, { permanent: [code] });
    }
    if (failure) throw failure;
    const providerMessageId = idPath === '' ? id : valueAtPath(said, idPath);
    if (providerMessageId === '' || (codePath !== '' && code === '')) throw unreadable(answer);
    return { providerMessageId };
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private get meanings(): CodeMeanings {
    const { unsubscribed, unreachable, misconfigured, temporary } = this.settings;
    return { unsubscribed, unreachable, misconfigured, temporary };
  }
}
