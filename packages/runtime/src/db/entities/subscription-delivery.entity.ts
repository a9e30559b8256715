import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An event on its way to a subscription. (subscription, event) is unique. */
@Entity('subscription_delivery')
export class SubscriptionDelivery {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') subscription!: string;
  @Column('integer') event!: number;
  @Column('text') status!: 'queued' | 'delivered' | 'failed';
  @Column('integer') attempts!: number;
  @Column('bigint', { name: 'due_at', nullable: true }) dueAt!: number | null;
  @Column('text', { nullable: true }) error!: string | null;
}
