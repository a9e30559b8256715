import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a contact went that was merged into another one: whoever still knows its id finds the survivor by it. */
@Entity('contact_merge')
export class ContactMerge {
  @PrimaryColumn('bigint') merged!: number;
  @Column('integer') workspace!: number;
  /** Never one that was merged itself. */
  @Column('bigint') survivor!: number;
  @Column('bigint', { name: 'merged_at' }) mergedAt!: number;
}
