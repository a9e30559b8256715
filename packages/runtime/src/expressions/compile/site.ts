import type { AnyNode } from 'acorn';

import type { Closure } from './closure';
import { LexicalScope, type Reference } from './lexical-scope';

export type NodeCompiler = (node: AnyNode, site: Site) => Closure;

/** Where in an expression the compiler is: which variables are in sight. Compiles what stands there. */
export class Site {
  constructor(
    private readonly compiler: NodeCompiler,
    readonly lexical?: LexicalScope,
  ) {}

  compile(node: AnyNode): Closure {
    return this.compiler(node, this);
  }

  find(name: string): Reference | undefined {
    return this.lexical?.find(name);
  }

  /** The name that a node is, unless a variable of the expression has it. */
  globalName(node: AnyNode): string | undefined {
    return node.type === 'Identifier' && !this.find(node.name) ? node.name : undefined;
  }

  /** A place inside, with variables of its own. */
  inner(): Site & { readonly lexical: LexicalScope } {
    return new Site(this.compiler, new LexicalScope(this.lexical)) as Site & { readonly lexical: LexicalScope };
  }
}
