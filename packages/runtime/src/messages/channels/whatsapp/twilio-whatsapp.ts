import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import { readTwilioCallback } from '../sms/read-twilio-callback';
import { TwilioApi, twilioSettings, type TwilioSettings } from '../twilio/twilio-api';
import type { OutgoingWhatsapp } from './outgoing-whatsapp';
import { sendTextOrTemplate } from './send-text-or-template';
import { twilioVariables } from './twilio-content';
import { TWILIO_WHATSAPP_CODES } from './twilio-whatsapp-codes';

/** WhatsApp by Twilio. What a template is called is its ContentSid, which Twilio keeps for each language. */
export const twilioWhatsapp = defineProvider({
  name: 'twilio',
  settings: twilioSettings,
  secrets: ['authToken', 'apiKeySecret'],
  credentialType: 'twilioApi',
  create: (given, dependencies): Provider<OutgoingWhatsapp> => new TwilioWhatsappProvider(given, dependencies),
  readCallback: (request, { authToken }) => {
    const { updates, ...reading } = readTwilioCallback(request, authToken, TWILIO_WHATSAPP_CODES);
    const numbered = updates.map((update) => {
      if (update.kind === 'delivery') return update;
      const from = numberOf(update.from);
      return update.kind === 'reply' ? { ...update, from, to: numberOf(update.to) } : { ...update, from };
    });
    return { ...reading, updates: numbered };
  },
});

const PREFIX = 'whatsapp:';

const numberOf = (address: string): string =>
  address.startsWith(PREFIX) ? address.slice(PREFIX.length).trim() : address;

class TwilioWhatsappProvider implements Provider<OutgoingWhatsapp> {
  readonly name = 'twilio';

  private readonly api: TwilioApi;

  constructor(settings: TwilioSettings, dependencies: ProviderDependencies) {
    this.api = new TwilioApi(settings, { ...dependencies, codes: TWILIO_WHATSAPP_CODES });
  }

  send(message: OutgoingWhatsapp, onLastByte?: () => void): Promise<{ providerMessageId: string }> {
    const { from, to, callbackUrl } = message;
    const sender = from.startsWith('+') ? `${PREFIX}${from}` : from;
    const common = { To: `${PREFIX}${to}`, StatusCallback: callbackUrl };
    return sendTextOrTemplate(message, onLastByte, {
      text: async (Body, before) => await this.api.send(sender, { ...common, Body }, before),
      template: async (template, before) => {
        const content = { ContentSid: template.name, ContentVariables: twilioVariables(template) };
        return await this.api.send(sender, { ...common, ...content }, before);
      },
    });
  }

  close(): Promise<void> {
    return this.api.close();
  }
}
