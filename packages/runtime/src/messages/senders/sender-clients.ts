import type { Database, entities } from '../../db';
import { messageOf, type Cipher, type Clock, type Duration, type Logger } from '../../shared';
import { providerNamed } from '../channels';
import type { OutgoingMessage, Provider } from '../channels/provider';
import type { ProviderDependencies } from '../channels/provider-definition';
import { ProviderMisconfiguredError } from '../channels/provider-errors';
import { callbackUrlOf } from './callback-url';
import { decryptSettings, type SenderSettings } from './sender-secrets';
import { COLUMNS, type SenderStoreDependencies } from './sender-store';

interface Dependencies
  extends Pick<SenderStoreDependencies, 'credentialOf'>, Pick<ProviderDependencies, 'forgetDevices'> {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where providers reach this server, without a trailing slash. */
  readonly publicUrl: string;
  /** For one message, where it is not the provider's own. */
  readonly timeout?: Duration;
}

/** How messages of a sender go out. */
export interface SenderClient {
  readonly provider: Provider<OutgoingMessage>;
  /** Where the provider tells what becomes of them; undefined where it tells nothing. */
  readonly callbackUrl: string | undefined;
}

interface Client {
  readonly version: string;
  readonly made: Promise<SenderClient>;
}

/**
 * The connections to the providers of senders: one for each sender, made when its first message is to be sent, and made
 * anew when the sender has changed, whichever server changed it.
 */
export class SenderClients {
  private readonly clients = new Map<string, Client>();

  constructor(private readonly dependencies: Dependencies) {}

  /**
   * @param version what the sender has now: `SENDER_VERSION`
   * @throws ProviderMisconfiguredError where its settings cannot be used
   */
  async of(sender: string, version: string): Promise<SenderClient> {
    const known = this.clients.get(sender);
    if (known?.version === version) return await known.made;
    const fresh: Client = { version, made: this.make(sender) };
    this.clients.set(sender, fresh);
    if (known) this.closeLater(sender, known);
    try {
      return await fresh.made;
    } catch (error) {
      if (this.clients.get(sender) === fresh) this.clients.delete(sender);
      throw error;
    }
  }

  async close(): Promise<void> {
    const clients = [...this.clients.values()];
    this.clients.clear();
    await Promise.allSettled(clients.map(async ({ made }) => await (await made).provider.close()));
  }

  private async make(sender: string): Promise<SenderClient> {
    const { database, cipher, clock, timeout, publicUrl, forgetDevices } = this.dependencies;
    const row = await database.get<entities.Sender>(`SELECT ${COLUMNS} FROM sender WHERE id = ?`, [sender]);
    if (!row) throw new ProviderMisconfiguredError(`There is no sender "${sender}".`);
    try {
      const settings = await this.settingsOf(row, decryptSettings(cipher, row.settings));
      const definition = providerNamed(row.channel, row.provider);
      const provider = definition.create(settings, { clock, timeout, forgetDevices }) as Provider<OutgoingMessage>;
      return { provider, callbackUrl: callbackUrlOf(row, publicUrl) };
    } catch (error) {
      throw new ProviderMisconfiguredError(`The sender "${row.name}" cannot be used: ${messageOf(error)}`);
    }
  }

  private async settingsOf({ workspace, credential }: entities.Sender, settings: SenderSettings) {
    if (credential === null) return settings;
    return { ...(await this.dependencies.credentialOf(workspace, credential)), ...settings };
  }

  /** Messages in hand go on over the connection that they began with. */
  private closeLater(sender: string, { made }: Client): void {
    const closing = made.then((old) => old.provider.close());
    closing.catch((error: unknown) => {
      this.dependencies.logger.warn({ sender, reason: messageOf(error) }, 'An old connection did not close');
    });
  }
}
