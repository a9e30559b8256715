import { CodedUserError } from '../../shared';
import type { OutgoingEmail } from './email/email-provider';
import { smtp } from './email/smtp';
import { mailbox } from './mailbox';
import type { ProviderDefinition } from './provider-definition';
import type { OutgoingPush } from './push/outgoing-push';
import { webpush } from './push/webpush';
import { genericHttp } from './sms/generic-http';
import { inforu } from './sms/inforu';
import type { OutgoingSms } from './sms/outgoing-sms';
import { sms019 } from './sms/sms019';
import { twilio } from './sms/twilio';
import { unifonic } from './sms/unifonic';
import { vonage } from './sms/vonage';
import { meta } from './whatsapp/meta';
import type { OutgoingWhatsapp } from './whatsapp/outgoing-whatsapp';
import { twilioWhatsapp } from './whatsapp/twilio-whatsapp';

/** What goes to the providers of each channel. */
export interface OutgoingByChannel {
  readonly email: OutgoingEmail;
  readonly sms: OutgoingSms;
  readonly whatsapp: OutgoingWhatsapp;
  readonly push: OutgoingPush;
}

/** The channels that messages are sent by. */
export type SendingChannel = keyof OutgoingByChannel;

type ProvidersOf<M extends OutgoingByChannel[SendingChannel]> = Readonly<Record<string, ProviderDefinition<M>>>;

/** Every provider there is. A new one is one file and one line here; the conformance suite holds it to the contract. */
export const CHANNEL_PROVIDERS: { readonly [Channel in SendingChannel]: ProvidersOf<OutgoingByChannel[Channel]> } = {
  email: { smtp, mailbox },
  sms: { twilio, inforu, '019': sms019, unifonic, vonage, http: genericHttp, mailbox },
  whatsapp: { meta, twilio: twilioWhatsapp },
  push: { webpush, mailbox },
};

/** @throws SENDER_INVALID where the channel has no such provider */
export function providerNamed<Channel extends SendingChannel>(
  channel: Channel,
  name: string,
): ProviderDefinition<OutgoingByChannel[Channel]> {
  const providers = CHANNEL_PROVIDERS[channel];
  const definition = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (definition) return definition;
  throw new CodedUserError(
    'SENDER_INVALID',
    `There is no provider "${name}" for ${channel}. Choose one of: ${Object.keys(providers).join(', ')}.`,
  );
}
