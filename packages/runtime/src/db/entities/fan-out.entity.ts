import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An event of a product on its way to the contacts that one trigger means. (event, audience) is unique. */
@Entity('fan_out')
export class FanOut {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  /** The product's event. */
  @Column('bigint') event!: number;
  /** The sign of the trigger's filter. */
  @Column('text') audience!: string;
  /** A TriggerFilter. */
  @Column('simple-json') filter!: Record<string, unknown>;
  /** Contacts up to this id have been told. */
  @Column('bigint', { name: 'after_contact' }) afterContact!: number;
  @Column('bigint', { name: 'due_at' }) dueAt!: number;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
