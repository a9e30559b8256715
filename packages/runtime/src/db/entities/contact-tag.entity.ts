import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('contact_tag')
export class ContactTag {
  @PrimaryColumn('bigint') contact!: number;
  @PrimaryColumn('text') tag!: string;
  @Column('integer') workspace!: number;
  @Column('bigint', { name: 'added_at' }) addedAt!: number;
}
