import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Codes that are given away, each of them once. */
@Entity('coupon_pool')
export class CouponPoolEntity {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  /** How many a contact gets at most; null for any number. */
  @Column('integer', { name: 'max_per_contact', nullable: true }) maxPerContact!: number | null;
  /** With fewer codes left than this an operator is warned; null for never. */
  @Column('integer', { name: 'low_stock', nullable: true }) lowStock!: number | null;
  /** When the codes that name no end of their own stop working. */
  @Column('bigint', { name: 'expires_at', nullable: true }) expiresAt!: number | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
