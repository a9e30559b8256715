import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The last known state of a shop's order. Amounts are integer minor units of `currency`. */
@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') shop!: string;
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('text') number!: string;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('text') status!: string;
  @Column('text') currency!: string;
  @Column('bigint') total!: number;
  @Column('bigint', { name: 'total_tax' }) totalTax!: number;
  @Column('bigint') discount!: number;
  @Column('bigint') shipping!: number;
  /** Positive; subtract from total for the net. */
  @Column('bigint') refunded!: number;
  @Column('bigint', { name: 'placed_at' }) placedAt!: number;
  @Column('bigint', { name: 'paid_at', nullable: true }) paidAt!: number | null;
  @Column('bigint', { name: 'completed_at', nullable: true }) completedAt!: number | null;
  /** When it first reached the customer. */
  @Column('bigint', { name: 'delivered_at', nullable: true }) deliveredAt!: number | null;
  /** The shop's own date of the last change: an older one than the stored is a late delivery. */
  @Column('bigint', { name: 'modified_at' }) modifiedAt!: number;
  @Column('integer', { name: 'is_deleted' }) isDeleted!: number;
}
