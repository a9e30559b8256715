import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop connection: set up once, its events land once, any number of journeys use them. */
@Entity('shop')
export class Shop {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') type!: 'woocommerce';
  @Column('text') name!: string;
  @Column('text') url!: string;
  /** Encrypted JSON: consumerKey, consumerSecret, webhookSecret. */
  @Column('text') secrets!: string;
  /** BCP 47 tag of the shop's own language; null where the country of the customer decides. */
  @Column('text', { nullable: true }) locale!: string | null;
  @Column('bigint', { name: 'last_event_at', nullable: true }) lastEventAt!: number | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
