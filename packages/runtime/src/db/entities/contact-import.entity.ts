import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ImportStatus = 'uploaded' | 'running' | 'done' | 'failed' | 'canceled';

/** A CSV file of contacts, and how far it has been read. */
@Entity('contact_import')
export class ContactImport {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') status!: ImportStatus;
  /** In the data folder of `owner`. */
  @Column('text') file!: string;
  /** The process that has the file. */
  @Column('text') owner!: string;
  @Column('text') encoding!: string;
  @Column('text') separator!: string;
  /** What becomes of its columns; null until it is started. */
  @Column('simple-json', { nullable: true }) plan!: object | null;
  /** Records that are stored or refused. */
  @Column('integer') done!: number;
  @Column('integer') created!: number;
  @Column('integer') updated!: number;
  @Column('integer') failed!: number;
  /** Of the file. */
  @Column('bigint') bytes!: number;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'ended_at', nullable: true }) endedAt!: number | null;
}
