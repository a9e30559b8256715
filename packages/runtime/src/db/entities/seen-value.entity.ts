import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A value that a node of a workflow has met before (Remove Duplicates), or how far it came in an order of values. */
@Entity('seen_value')
export class SeenValue {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  /** The node that remembers; empty where the whole workflow does. */
  @Column('text') scope!: string;
  /** A hash of the value; `latest` in the row that holds the largest one. */
  @Column('text') value!: string;
  @Column('text', { nullable: true }) latest!: string | null;
}
