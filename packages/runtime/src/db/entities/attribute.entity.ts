import { Column, Entity, PrimaryColumn } from 'typeorm';

export type AttributeType = 'text' | 'number' | 'date' | 'boolean' | 'enum';

/** A field that an operator gives contacts. The values stand in `contact.attributes` under its name. */
@Entity('attribute')
export class Attribute {
  @PrimaryColumn('integer') workspace!: number;
  @PrimaryColumn('text') name!: string;
  @Column('text') type!: AttributeType;
  /** Of an enum: what it may be. */
  @Column('simple-json', { nullable: true }) options!: readonly string[] | null;
  @Column('text', { nullable: true }) label!: string | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
