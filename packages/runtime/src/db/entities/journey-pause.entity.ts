import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A journey that stands still: nobody enters, nobody moves on, nothing is sent. */
@Entity('journey_pause')
export class JourneyPause {
  @PrimaryColumn('text') workflow!: string;
  @Column('integer') workspace!: number;
  @Column('bigint', { name: 'paused_at' }) pausedAt!: number;
  /** Whether events that come meanwhile enter when it goes on. */
  @Column('integer', { name: 'enters_later' }) entersLater!: number;
}
