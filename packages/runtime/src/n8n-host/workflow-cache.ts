import { Workflow, type INode } from 'n8n-workflow';

import { attachEngine, type ExpressionEngine } from '../expressions';
import type { RunnableVersion, WorkflowStore } from '../workflows';
import type { NodeTypes } from './node-types';

/** More versions than this are rarely live at once; the one not used for longest is dropped. */
const CAPACITY = 200;

/**
 * n8n's Workflow objects, one per version: making one costs as much as running a small journey. All runs of a version
 * share it, so nobody may change its nodes.
 */
export class WorkflowCache {
  private readonly cache = new Map<string, Promise<Workflow>>();

  constructor(
    private readonly nodeTypes: NodeTypes,
    private readonly workflows: WorkflowStore,
    private readonly timeZone: string,
    private readonly expressions: ExpressionEngine,
  ) {}

  /** @throws NODE_TYPE_UNKNOWN */
  async get(version: RunnableVersion): Promise<Workflow> {
    const cached = this.cache.get(version.id);
    if (cached) {
      this.cache.delete(version.id); // moves it to the young end
      this.cache.set(version.id, cached);
      return await cached;
    }
    const made = this.make(version);
    this.cache.set(version.id, made);
    made.catch(() => this.cache.delete(version.id));
    const oldest = this.cache.keys().next().value;
    if (this.cache.size > CAPACITY && oldest !== undefined) this.cache.delete(oldest);
    return await made;
  }

  forget({ id }: Pick<RunnableVersion, 'id'>): void {
    this.cache.delete(id);
  }

  private async make(version: RunnableVersion): Promise<Workflow> {
    const timezone = version.settings.timezone;
    const workflow = new Workflow({
      id: version.workflow,
      name: version.name,
      nodes: version.nodes.map((node) => this.loadable(node)),
      connections: version.connections,
      active: true,
      nodeTypes: this.nodeTypes,
      staticData: (await this.workflows.staticData(version.workflow)) ?? undefined,
      settings: {
        executionOrder: 'v1',
        ...version.settings,
        timezone: timezone === undefined || timezone === 'DEFAULT' ? this.timeZone : timezone,
      },
    });
    return attachEngine(workflow, this.expressions);
  }

  /** A copy of a node. One that is switched off hands on what it gets, also where its type is not installed. */
  private loadable(node: INode): INode {
    const copy = structuredClone(node);
    if (node.disabled !== true || this.nodeTypes.has(node.type)) return copy;
    return { ...copy, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
  }
}
