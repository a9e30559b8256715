import type { Cipher } from '../../shared';
import { providerNamed, type SendingChannel } from '../channels';

export type SenderSettings = Readonly<Record<string, unknown>>;

export const encryptSettings = (cipher: Cipher, settings: SenderSettings): string =>
  cipher.encrypt(JSON.stringify(settings));

/** @throws CREDENTIAL_UNREADABLE */
export const decryptSettings = (cipher: Cipher, stored: string): SenderSettings =>
  JSON.parse(cipher.decrypt(stored)) as SenderSettings;

/** What of the settings is shown, and the names of what is not. */
export function withoutSecrets(channel: SendingChannel, provider: string, settings: SenderSettings) {
  const hidden = providerNamed(channel, provider).secrets;
  const entries = Object.entries(settings);
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !hidden.includes(name))),
    secrets: entries.filter(([name, value]) => hidden.includes(name) && value !== '').map(([name]) => name),
  };
}

/** The settings after a change: null forgets one, what is left out stays. */
export function changedSettings(settings: SenderSettings, changes: SenderSettings): SenderSettings {
  return Object.fromEntries(Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== null));
}
