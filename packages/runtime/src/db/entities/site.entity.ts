import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A web site whose visitors are tracked. */
@Entity('site')
export class Site {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  /** Public: it stands in the pages. */
  @Column('text', { name: 'write_key' }) writeKey!: string;
  /** The key before it, which pages in caches still name. */
  @Column('text', { name: 'previous_write_key', nullable: true }) previousWriteKey!: string | null;
  @Column('bigint', { name: 'previous_until', nullable: true }) previousUntil!: number | null;
  /** SHA-256 of the key that servers call with. */
  @Column('text', { name: 'secret_hash' }) secretHash!: string;
  @Column('simple-json') settings!: unknown;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
