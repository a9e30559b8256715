import type { Lane } from './share-slots';

/** The executions that this process works on, and whose they are. */
export class InHand {
  readonly ids = new Set<number>();

  private readonly workflows = new Map<number, string>();
  private readonly loads = new Map<string, number>();

  add(id: number, { workflow }: Lane): void {
    this.ids.add(id);
    this.workflows.set(id, workflow);
    this.loads.set(workflow, this.of(workflow) + 1);
  }

  delete(id: number): void {
    this.ids.delete(id);
    const workflow = this.workflows.get(id);
    if (workflow === undefined) return;
    this.workflows.delete(id);
    const load = this.of(workflow) - 1;
    if (load > 0) this.loads.set(workflow, load);
    else this.loads.delete(workflow);
  }

  /** How many of a workflow's. */
  of(workflow: string): number {
    return this.loads.get(workflow) ?? 0;
  }
}
