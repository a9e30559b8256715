import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Something that happened, once: (workspace, dedupe key) is unique. Never changed. The payload is not mapped here: `events` reads and writes it. */
@Entity('event')
export class Event {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') type!: string;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('text', { nullable: true }) shop!: string | null;
  /** When it happened in the world; `receivedAt` is when we heard of it. */
  @Column('bigint', { name: 'occurred_at' }) occurredAt!: number;
  @Column('bigint', { name: 'received_at' }) receivedAt!: number;
  @Column('text', { name: 'dedupe_key' }) dedupeKey!: string;
}
