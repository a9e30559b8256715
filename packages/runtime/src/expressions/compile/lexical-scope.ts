import { isSafeObjectProperty } from '../n8n-internals';
import { notCovered } from '../signals';

interface Variable {
  readonly slot: number;
  readonly isConstant: boolean;
  /** It holds an array, a set or a map that the expression has made itself, always the same one. */
  isFresh: boolean;
  isDeclared: boolean;
}

export interface Reference {
  /** How many frames up the variable lives. */
  readonly hops: number;
  readonly slot: number;
  readonly isConstant: boolean;
  readonly isFresh: boolean;
}

/** Names that n8n's own generated code uses. */
const RESERVED = new Set(['___n8n_data', '__sanitize', 'global', 'window', 'globalThis']);

/** The variables of a function, a block or a loop, while it is compiled. Each gets a frame when it runs. */
export class LexicalScope {
  private readonly variables = new Map<string, Variable>();

  constructor(private readonly parent: LexicalScope | undefined) {}

  /** Makes a name known before its declaration is reached: until then its use is not covered. */
  hoist(name: string, isConstant: boolean): void {
    if (!isSafeObjectProperty(name) || RESERVED.has(name)) notCovered(`a variable "${name}"`);
    if (this.variables.has(name)) notCovered(`"${name}" twice`);
    const slot = this.variables.size + 1;
    this.variables.set(name, { slot, isConstant, isFresh: false, isDeclared: false });
  }

  /** @returns the slot of the variable in its frame */
  declare(name: string, { isFresh = false } = {}): number {
    if (!this.variables.has(name)) this.hoist(name, false);
    const variable = this.variables.get(name) ?? notCovered(name);
    variable.isDeclared = true;
    variable.isFresh = isFresh && variable.isConstant;
    return variable.slot;
  }

  find(name: string): Reference | undefined {
    const variable = this.variables.get(name);
    if (!variable) {
      const found = this.parent?.find(name);
      return found && { ...found, hops: found.hops + 1 };
    }
    if (!variable.isDeclared) notCovered(`"${name}" before its declaration`);
    return { ...variable, hops: 0 };
  }
}
