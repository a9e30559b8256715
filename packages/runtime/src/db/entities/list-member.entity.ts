import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('list_member')
export class ListMember {
  @PrimaryColumn('text') list!: string;
  @PrimaryColumn('bigint') contact!: number;
  @Column('integer') workspace!: number;
  @Column('bigint', { name: 'joined_at' }) joinedAt!: number;
  /** Who put them there: api, import, … */
  @Column('text') source!: string;
}
