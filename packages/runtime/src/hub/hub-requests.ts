import type { SalesFilter } from '../audiences';
import type { TimeArm, WaitArm } from '../engine';
import type { TriggerFilter } from '../events';
import type { LocalizedContent } from '../messages';

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export interface ContactReference {
  id?: number;
  email?: string;
  phone?: string;
}

export interface SalesDataRequest {
  contact: ContactReference;
  filters: SalesFilter[];
  /** ISO instant; now where left out. */
  asOf?: string;
}

export interface HubEmailRequest {
  contact: ContactReference;
  contents: LocalizedContent[];
  purpose: 'promotional' | 'transactional';
  data: Record<string, unknown>;
  from?: string;
  replyTo?: string;
  to?: string;
  itemIndex: number;
}

/** The first of several things that a node waits for. Instants are UTC epoch ms. */
export interface WaitRequest {
  contact: ContactReference;
  byTime: TimeArm;
  arms: WaitArm[];
}

export interface SubscriptionRequest {
  filter: TriggerFilter;
  targetUrl: string;
}
