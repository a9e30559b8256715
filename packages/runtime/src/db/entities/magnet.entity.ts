import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people get for signing up. */
@Entity('magnet')
export class Magnet {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  /** For how many days a link to it opens. */
  @Column('integer', { name: 'link_days' }) linkDays!: number;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
