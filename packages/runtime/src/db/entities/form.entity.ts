import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A page on which people sign up. Its id stands in its address: nobody can guess it. */
@Entity('form')
export class Form {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  /** What it asks, and what becomes of the answers. */
  @Column('simple-json') definition!: object;
  /** Rises with each change: what somebody was shown can be told from what is shown now. */
  @Column('integer') version!: number;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
