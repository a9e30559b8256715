import type { WorkflowExecuteMode } from 'n8n-workflow';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/**
 * `new` is queued, `held` waits for a person to look at it; n8n's names otherwise. `running` is never stored: it is what
 * this process has in hand.
 */
export type StoredStatus = 'new' | 'waiting' | 'held' | 'success' | 'error' | 'crashed' | 'canceled';

/** One run of a version; in a journey, for one contact. The state blob is not mapped here: only the engine's statements touch it. */
@Entity('execution')
export class Execution {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  @Column('text') version!: string;
  @Column('text') status!: StoredStatus;
  @Column('text') mode!: WorkflowExecuteMode;
  /** The node that it waits at, or where it ended. */
  @Column('text', { nullable: true }) node!: string | null;
  /** When it is due; null once it has ended or waits for a call only. */
  @Column('bigint', { name: 'wake_at', nullable: true }) wakeAt!: number | null;
  /** JSON of what ends its wait at `wakeAt`: one of several ways out. Null where there is only one. */
  @Column('text', { name: 'wake_by', nullable: true }) wakeBy!: string | null;
  /** The contact whose events may end its wait earlier: there are rows in `wait_arm`. */
  @Column('integer', { name: 'armed_for', nullable: true }) armedFor!: number | null;
  @Column('integer', { nullable: true }) contact!: number | null;
  @Column('integer', { nullable: true }) event!: number | null;
  /** What makes two entries of a workflow the same, as `entryKey` shortens it. Unique. */
  @Column('text', { name: 'entry_key', nullable: true }) entryKey!: string | null;
  @Column('integer', { name: 'retry_of', nullable: true }) retryOf!: number | null;
  @Column('integer', { nullable: true }) parent!: number | null;
  /** How often it was started since its state last moved: a run that keeps killing the process is given up. */
  @Column('integer') attempts!: number;
  @Column('text', { name: 'error_code', nullable: true }) errorCode!: string | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('bigint', { name: 'started_at' }) startedAt!: number;
  @Column('bigint', { name: 'stopped_at', nullable: true }) stoppedAt!: number | null;
  /** How a journey ended before its last node. */
  @Column('text', { nullable: true }) ending!: 'left' | 'goal' | null;
  /** When it would have been due, had its journey not been paused. */
  @Column('bigint', { name: 'parked_at', nullable: true }) parkedAt!: number | null;
  /** The instant that its next stretch takes for now: when a wait is computed again from when it began. */
  @Column('bigint', { name: 'as_of', nullable: true }) asOf!: number | null;
  /** 1 where what its next stretch sends fell due during a pause and is dropped. */
  @Column('integer', { name: 'drops_messages', nullable: true }) dropsMessages!: number | null;
  /** On Postgres: the process that works on it, and until when nobody else may. */
  @Column('text', { name: 'lease_owner', nullable: true }) leaseOwner!: string | null;
  @Column('bigint', { name: 'lease_until', nullable: true }) leaseUntil!: number | null;
  /** The node with effects outside that has begun since the state was stored. */
  @Column('text', { name: 'begun_node', nullable: true }) begunNode!: string | null;
}
