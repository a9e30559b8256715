import { providerNamed, type SendingChannel } from '../channels';

interface Addressed {
  readonly id: string;
  readonly token: string;
  readonly channel: SendingChannel;
  readonly provider: string;
}

/**
 * Where the provider of a sender tells us something: the token in it is a secret, which is all that proves providers that
 * sign nothing.
 * @param publicUrl without a trailing slash
 * @returns undefined where the provider tells nothing
 */
export function callbackUrlOf({ id, token, channel, provider }: Addressed, publicUrl: string): string | undefined {
  return providerNamed(channel, provider).readCallback && `${publicUrl}/hooks/messages/${id}/${token}`;
}
