import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an execution runs: immutable, and kept for as long as an execution refers to it. */
@Entity('workflow_version')
export class WorkflowVersion {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') workflow!: string;
  @Column('text') name!: string;
  @Column('simple-json') nodes!: INode[];
  @Column('simple-json') connections!: IConnections;
  @Column('simple-json') settings!: IWorkflowSettings;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
}
