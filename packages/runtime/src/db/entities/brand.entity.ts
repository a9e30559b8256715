import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the mails of a workspace look like, and who they say they come from. */
@Entity('brand')
export class BrandEntity {
  @PrimaryColumn('integer') workspace!: number;
  /** JSON: see messages/brand. */
  @Column('text') settings!: string;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
