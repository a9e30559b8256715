import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that nothing is sent to, whoever has it. Kept as a hash: it outlives the contact. */
@Entity('suppression')
export class Suppression {
  @PrimaryColumn('integer') workspace!: number;
  @PrimaryColumn('text') channel!: string;
  @PrimaryColumn('text') hash!: string;
  @Column('text') reason!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
