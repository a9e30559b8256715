import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of an import that was refused, kept so that it can be corrected and imported again. */
@Entity('contact_import_error')
export class ContactImportError {
  @PrimaryColumn('text') import!: string;
  @PrimaryColumn('integer') line!: number;
  @Column('integer') workspace!: number;
  @Column('text') code!: string;
  /** Of the file; empty where the whole line is meant. */
  @Column('text', { name: 'column_name' }) column!: string;
  @Column('text') message!: string;
  /** The cells as they were read. */
  @Column('simple-json') record!: readonly string[];
}
