import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Until when a WhatsApp sender may write a contact texts of its own: 24 hours from what the contact wrote last. */
@Entity('service_window')
export class ServiceWindow {
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn('bigint') contact!: number;
  @Column('integer') workspace!: number;
  /** The provider's id of what opened it: heard of again, it opens nothing. */
  @Column('text') reply!: string;
  @Column('bigint', { name: 'closes_at' }) closesAt!: number;
}
