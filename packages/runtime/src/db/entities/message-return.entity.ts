import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that a mail server or a mail service told of a message. */
@Entity('message_return')
export class MessageReturn {
  @PrimaryColumn('integer') workspace!: number;
  /** Two with the same one are one, told twice. */
  @PrimaryColumn('text') notice!: string;
  @Column('text') message!: string;
  /** A hash, as suppressions have it. */
  @Column('text') address!: string;
  @Column('text') kind!: 'hard' | 'soft' | 'review' | 'complaint' | 'delivered' | 'deferred';
  /** Who told it: `mail`, or the name of a mail service. */
  @Column('text') provider!: string;
  /** An enhanced status code such as 5.1.1, or what the service has in its place. */
  @Column('text', { nullable: true }) code!: string | null;
  /** What the other server said, without the address. */
  @Column('text', { nullable: true }) text!: string | null;
  /** 1 for a soft bounce that counts towards the suppression of its address. */
  @Column('integer', { name: 'is_counted' }) isCounted!: number;
  @Column('bigint') at!: number;
  @Column('bigint', { name: 'recorded_at' }) recordedAt!: number;
}
