import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What proves that a mail service tells of messages: its keys, encrypted. */
@Entity('return_feed')
export class ReturnFeed {
  @PrimaryColumn('integer') workspace!: number;
  @PrimaryColumn('text') provider!: string;
  @Column('text') data!: string;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
