import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One code of a pool, and who got it for what. */
@Entity('coupon')
export class CouponEntity {
  @PrimaryColumn('text') pool!: string;
  @PrimaryColumn('text') code!: string;
  @Column('integer') workspace!: number;
  /** When this one stops working; as the pool says where null. */
  @Column('bigint', { name: 'expires_at', nullable: true }) expiresAt!: number | null;
  /** What it was given for: a node's visit. Null for one that is still there. */
  @Column('text', { name: 'given_for', nullable: true }) givenFor!: string | null;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('bigint', { name: 'given_at', nullable: true }) givenAt!: number | null;
}
