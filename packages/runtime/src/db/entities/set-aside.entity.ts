import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A record of a shop that could not be read or stored. The others went on. */
@Entity('set_aside')
export class SetAside {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') shop!: string;
  @Column('text') resource!: string;
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('text') reason!: string;
  /** JSON as the shop sent it, its beginning where it is long. */
  @Column('text') body!: string;
  @Column('bigint') at!: number;
}
