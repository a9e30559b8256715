import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Contacts that somebody put together. */
@Entity('list')
export class List {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
