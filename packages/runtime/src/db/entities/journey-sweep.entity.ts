import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A change to many executions of a workflow, made in small steps so that a restart goes on where it was. */
@Entity('journey_sweep')
export class JourneySweep {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  @Column('simple-json') plan!: Record<string, unknown>;
  /** Executions up to this id are done. */
  @Column('bigint', { name: 'after_id' }) afterId!: number;
  /** The newest execution when it began: later ones are none of its business. */
  @Column('bigint', { name: 'last_id' }) lastId!: number;
  @Column('integer') changed!: number;
  @Column('bigint', { name: 'started_at' }) startedAt!: number;
  @Column('bigint', { name: 'ended_at', nullable: true }) endedAt!: number | null;
}
