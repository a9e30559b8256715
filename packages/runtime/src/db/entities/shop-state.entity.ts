import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a shop connection fares: when it is looked at next, and what went wrong last. */
@Entity('shop_state')
export class ShopState {
  @PrimaryColumn('text') shop!: string;
  @Column('integer') workspace!: number;
  /** When it is its turn; null where the shop is never asked. */
  @Column('bigint', { name: 'due_at', nullable: true }) dueAt!: number | null;
  /** The server that has it in hand; null between two turns. */
  @Column('text', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  /** In a row. */
  @Column('integer') failures!: number;
  /** When the last reconciliation that went through began: nothing from before it is missing. */
  @Column('bigint', { name: 'polled_at', nullable: true }) polledAt!: number | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode!: string | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('bigint', { name: 'error_at', nullable: true }) errorAt!: number | null;
  /** JSON: each webhook as it was seen last; null where nobody has looked. */
  @Column('text', { nullable: true }) webhooks!: string | null;
  @Column('bigint', { name: 'webhooks_checked_at', nullable: true }) webhooksCheckedAt!: number | null;
  /** When a webhook that the shop had given up was last switched on again. */
  @Column('bigint', { name: 'enabled_again_at', nullable: true }) enabledAgainAt!: number | null;
}
