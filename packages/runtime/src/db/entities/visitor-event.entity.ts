import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a visitor did, until it becomes part of a contact's history or is forgotten. `sites` reads and writes the payload. */
@Entity('visitor_event')
export class VisitorEvent {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') site!: string;
  @Column('text', { name: 'anonymous_id' }) anonymousId!: string;
  @Column('text', { name: 'dedupe_key' }) dedupeKey!: string;
  @Column('text') type!: string;
  @Column('bigint', { name: 'occurred_at' }) occurredAt!: number;
  @Column('bigint', { name: 'received_at' }) receivedAt!: number;
}
