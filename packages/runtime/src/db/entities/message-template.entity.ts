import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mail that is written once and used by its name. */
@Entity('message_template')
export class MessageTemplateEntity {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  /** The version that is used. */
  @Column('integer') current!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
