import type { z } from 'zod';

import { CodedUserError, type Clock, type Duration } from '../../shared';
import type { OutgoingMessage, Provider } from './provider';
import type { CallbackReading, CallbackRequest } from './provider-callback';

/** What providers are given beside their settings. */
export interface ProviderDependencies {
  readonly clock: Clock;
  /** For one message, until the provider has answered; each provider's own where it is left out. */
  readonly timeout?: Duration;
  /** Told which devices are gone, as the services say that messages go through. */
  readonly forgetDevices?: (ids: readonly string[]) => Promise<void>;
}

/** A kind of provider that senders of a channel can choose, with what it asks of an operator. */
export interface ProviderDefinition<M extends OutgoingMessage> {
  readonly name: string;
  readonly settings: z.ZodTypeAny;
  /** The settings that nobody is shown once they are stored. */
  readonly secrets: readonly string[];
  /** The type of n8n's credentials whose fields are settings, too: a sender may name one that is stored. */
  readonly credentialType?: string;
  /** @throws SENDER_INVALID naming each setting that is wrong */
  create(settings: unknown, dependencies: ProviderDependencies): Provider<M>;
  /**
   * Reads what the provider tells, after it has made sure that it is the provider. Left out: it tells nothing, or
   * nothing that can be believed.
   * @throws CALLBACK_REFUSED for a signature that does not fit, SENDER_INVALID
   */
  readCallback?(request: CallbackRequest, settings: unknown): CallbackReading;
}

interface TypedDefinition<Schema extends z.ZodTypeAny, M extends OutgoingMessage> {
  readonly name: string;
  readonly settings: Schema;
  readonly secrets: ReadonlyArray<keyof z.infer<Schema> & string>;
  readonly credentialType?: string;
  create(settings: z.infer<Schema>, dependencies: ProviderDependencies): Provider<M>;
  readCallback?(request: CallbackRequest, settings: z.infer<Schema>): CallbackReading;
}

/** Makes a definition whose settings are checked before its own code sees them. */
export function defineProvider<Schema extends z.ZodTypeAny, M extends OutgoingMessage>(
  definition: TypedDefinition<Schema, M>,
): ProviderDefinition<M> {
  const { name, settings: schema, secrets, credentialType } = definition;
  const check = (settings: unknown): z.infer<Schema> => {
    const parsed = schema.safeParse(settings);
    if (parsed.success) return parsed.data as z.infer<Schema>;
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'settings'}: ${message}`);
    throw new CodedUserError('SENDER_INVALID', `The settings for ${name} are wrong. ${problems.join('; ')}.`, {
      problems,
    });
  };
  const read = (request: CallbackRequest, settings: z.infer<Schema>): CallbackReading =>
    definition.readCallback?.(request, settings) ?? { updates: [] };
  return {
    ...{ name, settings: schema, secrets, credentialType },
    create: (settings, dependencies) => definition.create(check(settings), dependencies),
    readCallback: definition.readCallback && ((request, settings) => read(request, check(settings))),
  };
}
