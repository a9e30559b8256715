import type { IConnections, INode, IDataObject, IPinData, IWorkflowSettings } from 'n8n-workflow';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The draft of a workflow, with n8n's field names. What runs is the version made when it was activated. */
@Entity('workflow')
export class WorkflowEntity {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') name!: string;
  @Column('integer') active!: number;
  @Column('simple-json') nodes!: INode[];
  @Column('simple-json') connections!: IConnections;
  @Column('simple-json') settings!: IWorkflowSettings;
  @Column('simple-json', { name: 'static_data', nullable: true }) staticData!: IDataObject | null;
  @Column('simple-json', { name: 'pin_data', nullable: true }) pinData!: IPinData | null;
  @Column('simple-json', { nullable: true }) meta!: IDataObject | null;
  /** The id of the version that is live, null while inactive. */
  @Column('text', { name: 'active_version', nullable: true }) activeVersion!: string | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
