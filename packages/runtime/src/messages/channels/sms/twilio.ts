import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import { TwilioApi, twilioSettings, type TwilioSettings } from '../twilio/twilio-api';
import type { OutgoingSms } from './outgoing-sms';
import { readTwilioCallback } from './read-twilio-callback';
import { TWILIO_CODES } from './twilio-codes';

/** Twilio's Programmable Messaging. A sender whose address begins with MG is a messaging service. */
export const twilio = defineProvider({
  name: 'twilio',
  settings: twilioSettings,
  secrets: ['authToken', 'apiKeySecret'],
  credentialType: 'twilioApi',
  create: (given, dependencies): Provider<OutgoingSms> => new TwilioProvider(given, dependencies),
  readCallback: (request, { authToken }) => readTwilioCallback(request, authToken),
});

class TwilioProvider implements Provider<OutgoingSms> {
  readonly name = 'twilio';

  private readonly api: TwilioApi;

  constructor(settings: TwilioSettings, dependencies: ProviderDependencies) {
    this.api = new TwilioApi(settings, { ...dependencies, codes: TWILIO_CODES });
  }

  send({ from, to, text, callbackUrl }: OutgoingSms, onLastByte?: () => void) {
    return this.api.send(from, { To: to, Body: text, StatusCallback: callbackUrl }, onLastByte);
  }

  close(): Promise<void> {
    return this.api.close();
  }
}
