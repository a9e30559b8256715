import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A signed request of a shop, remembered so that the same bytes do nothing twice. The body is kept only where it could not be applied. */
@Entity('delivery')
export class Delivery {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') shop!: string;
  @Column('text') topic!: string;
  /** Hash of webhook id, object id, date modified and body: WooCommerce's own delivery id is not unique. */
  @Column('text') fingerprint!: string;
  @Column('text') outcome!: 'pending' | 'applied' | 'ignored' | 'unreadable';
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) body!: string | null;
  @Column('bigint', { name: 'received_at' }) receivedAt!: number;
}
