import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A magnet in one language: a file in the data folder, or an address elsewhere. */
@Entity('magnet_content')
export class MagnetContent {
  @PrimaryColumn('text') magnet!: string;
  @PrimaryColumn('text') language!: string;
  @Column('integer') workspace!: number;
  /** Where it is an address. */
  @Column('text', { nullable: true }) url!: string | null;
  /** The name that people save it under. */
  @Column('text', { name: 'file_name', nullable: true }) fileName!: string | null;
  @Column('text', { name: 'media_type', nullable: true }) mediaType!: string | null;
  @Column('bigint', { nullable: true }) bytes!: number | null;
  /** The name in the data folder, which we gave. */
  @Column('text', { name: 'stored_as', nullable: true }) storedAs!: string | null;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
