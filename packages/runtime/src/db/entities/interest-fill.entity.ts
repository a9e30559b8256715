import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the interests of a workspace were read from the event log. There while a trigger asks for them. */
@Entity('interest_fill')
export class InterestFill {
  @PrimaryColumn('integer') workspace!: number;
  /** How many days back are read. */
  @Column('integer') days!: number;
  @Column('bigint', { name: 'begun_at' }) begunAt!: number;
  /** Events up to this id have been read; null before the first step. */
  @Column('bigint', { name: 'after_event', nullable: true }) afterEvent!: number | null;
  @Column('bigint', { name: 'ended_at', nullable: true }) endedAt!: number | null;
}
