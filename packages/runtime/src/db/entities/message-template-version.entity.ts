import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a template said from some instant on. Never changed. */
@Entity('message_template_version')
export class MessageTemplateVersion {
  @PrimaryColumn('text') template!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text') layout!: string;
  /** JSON: a list with language, subject, preheader and body of each. */
  @Column('text') contents!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
