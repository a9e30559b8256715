import { Column, Entity, PrimaryColumn } from 'typeorm';

export type MessageStatus = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'skipped';

/** What is known of a message that left, from its least to its last word. */
export type MessageDelivery = 'sent' | 'failed' | 'deferred' | 'delivered' | 'read' | 'bounced' | 'complained';

/** The outbox and its history. (execution, node, visit, item) is unique: the idempotency key of a send. */
@Entity('message')
export class Message {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('integer', { nullable: true }) execution!: number | null;
  @Column('text', { nullable: true }) workflow!: string | null;
  @Column('text', { nullable: true }) node!: string | null;
  @Column('integer') visit!: number;
  @Column('integer') item!: number;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('text') channel!: 'email' | 'sms' | 'whatsapp' | 'push' | 'onsite';
  @Column('text') purpose!: 'promotional' | 'transactional';
  /** The address that it comes from; of an on-site message the step: a visitor gets what it shows once, or now and then. */
  @Column('text') sender!: string;
  /** The sender that hands it over; null for the mail server of the environment, `onsite` for what waits for a browser. */
  @Column('text', { name: 'sender_id', nullable: true }) senderId!: string | null;
  @Column('text') recipient!: string;
  @Column('text', { nullable: true, name: 'reply_to' }) replyTo!: string | null;
  @Column('text') locale!: string;
  @Column('text') subject!: string;
  @Column('text') html!: string;
  @Column('text') text!: string;
  /** What it is written from (MessageDraft as JSON), until it is written. */
  @Column('text', { nullable: true }) draft!: string | null;
  /** JSON of what else the channel's messages are made of; null where text and HTML are all. Of an e-mail: that it is to be tracked. */
  @Column('text', { nullable: true }) content?: string | null;
  /** What the arbiter said, and why. */
  @Column('text') verdict!: 'send' | 'defer' | 'skip';
  @Column('text') reason!: string;
  /** Why it is skipped or deferred, for programs; null where nothing is against it. */
  @Column('text', { name: 'reason_code', nullable: true }) reasonCode!: string | null;
  /** The rules that were asked, as JSON; null before the first look. */
  @Column('text', { nullable: true }) judgement!: string | null;
  /** What becomes of it where the contact has got enough, and outside the hours of sending. */
  @Column('text', { name: 'on_cap', default: 'defer' }) onCap!: 'defer' | 'skip';
  @Column('text', { name: 'on_closed', default: 'defer' }) onClosed!: 'defer' | 'skip';
  /** For how long it may be deferred, in ms; as long as usual where null. */
  @Column('bigint', { name: 'defer_at_most', nullable: true }) deferAtMost!: number | null;
  /** When a rule deferred it for the first time. */
  @Column('bigint', { name: 'deferred_at', nullable: true }) deferredAt?: number | null;
  /** When the arbiter let it go, for the attempt in hand or the last one. */
  @Column('bigint', { name: 'cleared_at', nullable: true }) clearedAt?: number | null;
  @Column('text') status!: MessageStatus;
  @Column('text', { nullable: true }) provider!: string | null;
  @Column('text', { name: 'provider_message_id', nullable: true }) providerMessageId!: string | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode!: string | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('integer') attempts!: number;
  /** When the outbox takes it up (again); null once that is over. */
  @Column('bigint', { name: 'due_at', nullable: true }) dueAt!: number | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'sent_at', nullable: true }) sentAt!: number | null;
  /** What the provider told of it after it was sent; never goes back. */
  @Column('text', { nullable: true }) delivery?: MessageDelivery | null;
  @Column('bigint', { name: 'delivery_at', nullable: true }) deliveryAt?: number | null;
  /** The process that hands it over, while it is being sent. */
  @Column('text', { name: 'lease_owner', nullable: true }) leaseOwner?: string | null;
}
