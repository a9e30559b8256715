import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ConsentChannel = 'email' | 'sms' | 'whatsapp' | 'push' | 'onsite';
export type ConsentPurpose = 'promotional' | 'transactional';
export type ConsentStatus = 'granted' | 'pending' | 'withdrawn';
export type ConsentBasis = 'explicit' | 'double_opt_in' | 'customer_exception';

/** How a contact's consent stands now: what follows from the entries of the ledger. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('bigint') contact!: number;
  @PrimaryColumn('text') channel!: ConsentChannel;
  @PrimaryColumn('text') purpose!: ConsentPurpose;
  @Column('integer') workspace!: number;
  @Column('text') status!: ConsentStatus;
  @Column('text') basis!: ConsentBasis;
  @Column('bigint', { name: 'since_at' }) sinceAt!: number;
}
