import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An event that a journey's trigger waits for and that did not enter, with the reason. */
@Entity('refused_entry')
export class RefusedEntry {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('integer') event!: number;
  @Column('bigint', { name: 'refused_at' }) refusedAt!: number;
  @Column('text') reason!: string;
  /** What the entry filter saw. */
  @Column('simple-json', { nullable: true }) seen!: Array<{ fact: string; value: unknown }> | null;
}
