import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something other than time that a waiting execution waits for. Waits for a time alone have none. */
@Entity('wait_arm')
export class WaitArm {
  /** Whose events may end the wait. */
  @PrimaryColumn('integer') contact!: number;
  @PrimaryColumn('integer') execution!: number;
  /** Its place among the arms of the wait. */
  @PrimaryColumn('integer') arm!: number;
  /** When it ends the wait, for dates that may still move. */
  @Column('bigint', { nullable: true }) at!: number | null;
  /** What it waits for. */
  @Column('simple-json') spec!: Record<string, unknown>;
}
