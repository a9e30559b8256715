import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An n8n credential. `data` is AES-256-GCM over the JSON of its fields. */
@Entity('credential')
export class CredentialEntity {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  @Column('text') type!: string;
  @Column('text') data!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
