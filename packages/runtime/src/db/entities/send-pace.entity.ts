import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much went through one throttle of late, and whose turn is next. */
@Entity('send_pace')
export class SendPace {
  @PrimaryColumn('integer') workspace!: number;
  /** The throttle: provider, sender and period. */
  @PrimaryColumn('text') scope!: string;
  /** JSON. */
  @Column('text') state!: string;
}
