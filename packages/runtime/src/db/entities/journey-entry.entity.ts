import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The latest entry with a key into a journey that restricts how often somebody enters. */
@Entity('journey_entry')
export class JourneyEntry {
  /** As `entryKey` shortens it. */
  @PrimaryColumn('text', { name: 'entry_key' }) entryKey!: string;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  @Column('bigint', { name: 'entered_at', nullable: true }) enteredAt!: number | null;
  @Column('integer', { nullable: true }) execution!: number | null;
}
