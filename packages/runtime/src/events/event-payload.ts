import type { EventType } from './event-types';
import type {
  CartSnapshot,
  ConsentSnapshot,
  ContactChangesSnapshot,
  ContactSnapshot,
  CustomerSnapshot,
  DateSnapshot,
  DownloadSnapshot,
  EngagementSnapshot,
  FormSnapshot,
  InterestSnapshot,
  LeadSummary,
  ListSnapshot,
  MessageSnapshot,
  OrderSnapshot,
  PageSnapshot,
  ProductSnapshot,
  ReturnSnapshot,
  ScoreSnapshot,
  SegmentSnapshot,
  ShopSnapshot,
  ThresholdSnapshot,
  WaitedSnapshot,
} from './snapshots';

/** Becomes the item that the trigger node hands to the workflow. Amounts are major units, instants ISO 8601 UTC. */
export interface EventPayload {
  readonly event: { readonly type: EventType; readonly occurredAt: string };
  readonly shop?: ShopSnapshot;
  readonly contact?: ContactSnapshot;
  readonly order?: OrderSnapshot;
  readonly customer?: CustomerSnapshot;
  readonly cart?: CartSnapshot;
  readonly product?: ProductSnapshot;
  readonly list?: ListSnapshot;
  /** The tag that was added or removed. */
  readonly tag?: string;
  readonly consent?: ConsentSnapshot;
  /** The contact that is part of this one from now on. */
  readonly merged?: { readonly id: number };
  readonly segment?: SegmentSnapshot;
  readonly date?: DateSnapshot;
  readonly score?: ScoreSnapshot;
  readonly threshold?: ThresholdSnapshot;
  /** On score.crossed, where sales take the contact over. */
  readonly lead?: LeadSummary;
  readonly form?: FormSnapshot;
  readonly download?: DownloadSnapshot;
  /** Where a visitor did it. */
  readonly site?: { readonly id: string; readonly name: string };
  readonly page?: PageSnapshot;
  /** Whatever else a site told of it. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** On contact.updated: what was changed. */
  readonly changes?: ContactChangesSnapshot;
  /** On events that tell that something did not happen. */
  readonly waited?: WaitedSnapshot;
  /** On `interest.…`: how the contact has shown interest in the product. */
  readonly interest?: InterestSnapshot;
  readonly message?: MessageSnapshot;
  /** On message.opened and message.clicked. */
  readonly engagement?: EngagementSnapshot;
  /** On message.failed and message.undeliverable: why. */
  readonly failure?: { readonly code: string; readonly reason: string; readonly isUnreachable: boolean };
  /** On message.replied: what the contact wrote. */
  readonly reply?: { readonly text: string; readonly from: string };
  /** On message.clicked of a short link: where it leads. */
  readonly link?: { readonly url: string };
  /** On message.delivered, message.bounced and message.complained. */
  readonly returned?: ReturnSnapshot;
}
