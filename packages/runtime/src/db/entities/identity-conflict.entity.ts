import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { IdentityKind } from './contact-identity.entity';

/** A contact was seen with something that another one is recognised by, and stayed a person of their own. */
@Entity('identity_conflict')
export class IdentityConflict {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('bigint') contact!: number;
  @Column('text') kind!: IdentityKind;
  @Column('text') value!: string;
  /** Whose it is and stays. */
  @Column('bigint') owner!: number;
  @Column('bigint', { name: 'seen_at' }) seenAt!: number;
}
