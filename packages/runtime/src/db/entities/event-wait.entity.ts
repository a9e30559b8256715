import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A waiting execution that an event of its contact may resume before its time. */
@Entity('event_wait')
export class EventWait {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('integer') execution!: number;
  @Column('integer') contact!: number;
  @Column('text', { name: 'event_type' }) eventType!: string;
}
