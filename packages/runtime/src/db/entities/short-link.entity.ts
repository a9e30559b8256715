import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a short link in a message leads to. Stored, so that nobody can make one that leads elsewhere. */
@Entity('short_link')
export class ShortLink {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') message!: string;
  @Column('text') url!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
