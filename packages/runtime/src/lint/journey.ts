import type { INode } from 'n8n-workflow';

import type { WorkflowDocument } from '../workflows';
import { isTrigger } from './node-kinds';
import type { Surroundings } from './surroundings';

type Document = Pick<WorkflowDocument, 'nodes' | 'connections' | 'settings'>;

/** A workflow as rules look at it: its nodes, the ways between them, and what is around it. */
export class Journey {
  /** All but those that are switched off and notes. */
  readonly nodes: readonly INode[];
  readonly settings: NonNullable<WorkflowDocument['settings']['aftercart']>;
  private readonly byName: ReadonlyMap<string, INode>;
  private readonly sources = new Map<string, INode[]>();
  private readonly targets = new Map<string, INode[]>();

  constructor(
    document: Document,
    readonly surroundings: Surroundings,
  ) {
    const all = document.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
    this.nodes = all.filter(({ disabled }) => disabled !== true);
    this.settings = document.settings.aftercart ?? {};
    this.byName = new Map(all.map((node) => [node.name, node]));
    for (const [from, byType] of Object.entries(document.connections)) {
      for (const [type, outputs] of Object.entries(byType)) {
        // A part of another node (a model, a memory) hangs on it: the arrow points from the part to its owner.
        for (const { node: to } of outputs.flatMap((targets) => targets ?? [])) {
          if (type === 'main') this.connect(from, to);
          else this.connect(to, from);
        }
      }
    }
  }

  get triggers(): INode[] {
    return this.nodes.filter(isTrigger);
  }

  /** Whether a node of that name exists, be it switched off. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** What contacts can come to, its triggers among it. Who comes to a node that is switched off passes it. */
  reachable(): ReadonlySet<string> {
    const reached = new Set<string>();
    const ahead = [...this.triggers];
    for (let node = ahead.pop(); node; node = ahead.pop()) {
      if (reached.has(node.name)) continue;
      reached.add(node.name);
      ahead.push(...(this.targets.get(node.name) ?? []));
    }
    return reached;
  }

  /**
   * Goes back from a node, on every way at once, and looks for one on which a contact comes there without having passed
   * what `unless` names.
   * @returns the nearest node on such a way that `find` is true of; undefined where there is none
   */
  behind(
    start: INode,
    { find, unless }: { find: (node: INode) => boolean; unless: (node: INode) => boolean },
  ): INode | undefined {
    const seen = new Set([start.name]);
    const ahead = [...(this.sources.get(start.name) ?? [])];
    for (let node = ahead.shift(); node; node = ahead.shift()) {
      if (seen.has(node.name)) continue;
      seen.add(node.name);
      const isOn = node.disabled !== true;
      if (isOn && unless(node)) continue;
      if (isOn && find(node)) return node;
      ahead.push(...(this.sources.get(node.name) ?? []));
    }
    return undefined;
  }

  private connect(from: string, to: string): void {
    const [source, target] = [this.byName.get(from), this.byName.get(to)];
    if (!source || !target) return;
    this.targets.set(from, [...(this.targets.get(from) ?? []), target]);
    this.sources.set(to, [...(this.sources.get(to) ?? []), source]);
  }
}
