import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A delivery of a shop that came in a burst, and is applied a moment later. Its compressed body is not mapped here: `shops` reads and writes it. */
@Entity('delivery_inbox')
export class DeliveryInbox {
  @PrimaryColumn('text') shop!: string;
  @PrimaryColumn('bigint') delivery!: number;
  @Column('integer') workspace!: number;
}
