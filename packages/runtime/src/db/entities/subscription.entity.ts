import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A trigger node of a stock n8n that wants events by HTTP. */
@Entity('subscription')
export class Subscription {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text', { name: 'target_url' }) targetUrl!: string;
  /** What to deliver: a TriggerFilter. */
  @Column('simple-json') filter!: Record<string, unknown>;
  /** Signs each delivery (hex HMAC-SHA256 of the body). Encrypted. */
  @Column('text') secret!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
