import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the import and the reconciliation of one kind of objects of a shop came. Cursors are the source's own. */
@Entity('shop_resource')
export class ShopResource {
  @PrimaryColumn('text') shop!: string;
  @PrimaryColumn('text') resource!: string;
  @Column('integer') workspace!: number;
  @Column('text', { name: 'poll_cursor', nullable: true }) pollCursor!: string | null;
  @Column('text', { name: 'import_status', nullable: true }) importStatus!: 'waiting' | 'running' | 'done' | null;
  @Column('text', { name: 'import_cursor', nullable: true }) importCursor!: string | null;
  @Column('integer', { name: 'import_done' }) importDone!: number;
  /** As the shop counts; null where it has not said yet. */
  @Column('integer', { name: 'import_total', nullable: true }) importTotal!: number | null;
  @Column('bigint', { name: 'import_started_at', nullable: true }) importStartedAt!: number | null;
  @Column('bigint', { name: 'import_ended_at', nullable: true }) importEndedAt!: number | null;
}
