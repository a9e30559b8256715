import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An event that has not passed a journey's entry filter yet, or waits for the end of a pause. */
@Entity('pending_entry')
export class PendingEntry {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('integer') event!: number;
  /** When it is looked at next; null while the journey is paused. */
  @Column('bigint', { name: 'due_at', nullable: true }) dueAt!: number | null;
  @Column('bigint', { name: 'until_at' }) untilAt!: number;
  @Column('integer') attempts!: number;
}
