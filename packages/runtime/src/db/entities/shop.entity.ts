import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop connection: set up once, its events land once, any number of journeys use them. */
@Entity('shop')
export class Shop {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') type!: 'woocommerce' | 'magento';
  @Column('text') name!: string;
  @Column('text') url!: string;
  /** Encrypted JSON: consumerKey, consumerSecret, webhookSecret. */
  @Column('text') secrets!: string;
  /** BCP 47 tag of the shop's own language; null where the country of the customer decides. */
  @Column('text', { nullable: true }) locale!: string | null;
  /** The status that says that an order has arrived; null where none does. */
  @Column('text', { name: 'delivered_status', nullable: true }) deliveredStatus!: string | null;
  /** ISO 4217, as the shop tells; null where nobody has asked it yet. */
  @Column('text', { nullable: true }) currency!: string | null;
  /** Whether this server calls the shop. 0: it waits for webhooks only. */
  @Column('integer', { name: 'is_pulled' }) isPulled!: number;
  @Column('bigint', { name: 'last_event_at', nullable: true }) lastEventAt!: number | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
