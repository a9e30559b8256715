import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser of which nobody knows yet whose it is. */
@Entity('visitor')
export class Visitor {
  @PrimaryColumn('integer') workspace!: number;
  @PrimaryColumn('text', { name: 'anonymous_id' }) anonymousId!: string;
  /** Where it was seen last. */
  @Column('text') site!: string;
  /** How many events of it are stored, at most. */
  @Column('integer') events!: number;
  @Column('bigint', { name: 'first_seen_at' }) firstSeenAt!: number;
  @Column('bigint', { name: 'last_seen_at' }) lastSeenAt!: number;
}
