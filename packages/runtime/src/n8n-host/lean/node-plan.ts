import {
  deepCopy,
  NodeConnectionTypes,
  NodeHelpers,
  type IConnection,
  type INode,
  type INodeType,
  type NodeTypeAndVersion,
  type Workflow,
} from 'n8n-workflow';

import type { ExpressionEngine } from '../../expressions';
import { contextFor, type ContextKind } from './covered-nodes';
import { freezeDeeply } from './freeze-deeply';
import { NodeParameters } from './node-parameters';

/** What is known of a node once for all runs of a version. */
export class NodePlan {
  readonly type: INodeType;
  readonly context: ContextKind | undefined;
  readonly parameters: NodeParameters;
  /** What each of its outputs leads to. */
  readonly successors: ReadonlyArray<readonly IConnection[]>;
  /** How many inputs something leads to. A node with several runs when there is data on each. */
  readonly inputs: number;
  readonly continuesOnError: boolean;
  private lazyCopy: INode | undefined;
  private lazyParents: readonly NodeTypeAndVersion[] | undefined;
  private lazyOutputs: number | undefined;

  constructor(
    readonly node: INode,
    private readonly workflow: Workflow,
    expressions: ExpressionEngine,
  ) {
    this.type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
    this.context = contextFor(node);
    this.parameters = new NodeParameters(node, this.type, expressions);
    this.successors = (workflow.connectionsBySourceNode[node.name]?.main ?? []).map((targets) => targets ?? []);
    this.inputs = workflow.connectionsByDestinationNode[node.name]?.main?.length ?? 0;
    this.continuesOnError =
      node.continueOnFail === true ||
      node.onError === 'continueRegularOutput' ||
      node.onError === 'continueErrorOutput';
  }

  /** What nodes are given as themselves: they put it into their errors. */
  get copy(): INode {
    this.lazyCopy ??= freezeDeeply(deepCopy(this.node));
    return this.lazyCopy;
  }

  /** All nodes that something can come from. */
  get parents(): readonly NodeTypeAndVersion[] {
    this.lazyParents ??= this.workflow.getParentNodes(this.node.name).flatMap((name) => {
      const parent = this.workflow.nodes[name];
      if (!parent) return [];
      const { type, typeVersion, disabled = false } = parent;
      return [{ name: parent.name, type, typeVersion, disabled }];
    });
    return this.lazyParents;
  }

  /** How many main outputs it has, the one for errors among them. */
  get mainOutputs(): number {
    this.lazyOutputs ??= NodeHelpers.getConnectionTypes(
      NodeHelpers.getNodeOutputs(this.workflow, this.node, this.type.description),
    ).filter((type) => type === NodeConnectionTypes.Main).length;
    return this.lazyOutputs;
  }

  /**
   * Which of its inputs must have data before it may run without the others: their number, or their indexes.
   * undefined where any one will do.
   */
  requiredInputs(): number | number[] | undefined {
    const { requiredInputs } = this.type.description;
    if (typeof requiredInputs !== 'string') return requiredInputs;
    const version = { $version: this.node.typeVersion };
    return this.workflow.expression.getSimpleParameterValue(
      this.node,
      requiredInputs,
      'internal',
      version,
      undefined,
      [],
    ) as number | number[] | undefined;
  }
}
