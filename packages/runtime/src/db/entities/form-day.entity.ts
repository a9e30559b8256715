import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened at a form on one day. Counts only: they stay when somebody who was counted is erased. */
@Entity('form_day')
export class FormDay {
  @PrimaryColumn('text') form!: string;
  /** `YYYY-MM-DD`, in UTC. */
  @PrimaryColumn('text') day!: string;
  @Column('integer') workspace!: number;
  @Column('integer') views!: number;
  @Column('integer') submissions!: number;
  @Column('integer') confirmed!: number;
  @Column('integer') downloads!: number;
}
