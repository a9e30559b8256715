import type { entities } from '../../db';
import type { Money } from '../../shared';
import type { SendingChannel } from '../channels';

export type SenderPurpose = NonNullable<entities.Sender['purpose']>;

/** A sender as it is shown: without its secrets. Instants are UTC epoch ms. */
export interface Sender {
  readonly id: string;
  readonly workspace: number;
  readonly channel: SendingChannel;
  /** Null: for both. */
  readonly purpose: SenderPurpose | null;
  readonly name: string;
  readonly provider: string;
  readonly address: string;
  /** What is not secret of the settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The secrets that are stored, by name. */
  readonly secrets: readonly string[];
  readonly credential: string | null;
  readonly token: string;
  /** What 1,000 segments of a text message cost. */
  readonly pricePer1000: Money | null;
  readonly isDefault: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface NewSender {
  readonly channel: SendingChannel;
  readonly purpose?: SenderPurpose | null;
  readonly name: string;
  readonly provider: string;
  readonly address: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly credential?: string | null;
  readonly pricePer1000?: Money | null;
  readonly isDefault?: boolean;
}

/** What is left out stays; a setting that is null is forgotten. */
export type SenderChanges = Partial<Omit<NewSender, 'channel' | 'provider'>>;
