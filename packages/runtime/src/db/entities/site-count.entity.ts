import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many messages of a site came to one outcome on a day (UTC, as `2026-11-28`). */
@Entity('site_count')
export class SiteCount {
  @PrimaryColumn('text') site!: string;
  @PrimaryColumn('text') day!: string;
  @PrimaryColumn('text') outcome!: string;
  @Column('integer') workspace!: number;
  @Column('integer') n!: number;
}
