import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

import type { ConsentBasis, ConsentChannel, ConsentPurpose, ConsentStatus } from './consent.entity';

export type ConsentSource =
  | 'checkout'
  | 'form'
  | 'import'
  | 'api'
  | 'preferences'
  | 'unsubscribe'
  | 'confirmation'
  | 'merge'
  | 'reply'
  | 'provider'
  | 'complaint'
  | 'journey';

/** Something that a person said about being written to, with what proves it. Never changed. */
@Entity('consent_entry')
export class ConsentEntry {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('bigint') contact!: number;
  @Column('text') channel!: ConsentChannel;
  @Column('text') purpose!: ConsentPurpose;
  @Column('text') status!: ConsentStatus;
  @Column('text') basis!: ConsentBasis;
  @Column('text') source!: ConsentSource;
  /** When they said it; `recordedAt` is when we heard of it. */
  @Column('bigint') at!: number;
  @Column('bigint', { name: 'recorded_at' }) recordedAt!: number;
  @Column('text', { nullable: true }) ip!: string | null;
  /** The words that they agreed to. */
  @Column('text', { nullable: true }) wording!: string | null;
  @Column('simple-json', { nullable: true }) proof!: Record<string, unknown> | null;
  /** Two entries with the same reference are one, e.g. those of a check box of one order. */
  @Column('text', { nullable: true }) reference!: string | null;
}
