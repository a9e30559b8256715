import { compileText, type Outcome } from './compile/compile-text';

/**
 * A parameter that is an expression: the text with its leading `=`, and the way to evaluate it or the reason why the
 * isolate has to.
 */
export type CompiledExpression = { readonly text: string } & Outcome;

/** Compiled expressions by their text. Two generations: what was not used during one of them is forgotten. */
export class ExpressionCache {
  private young = new Map<string, CompiledExpression>();
  private old = new Map<string, CompiledExpression>();

  constructor(private readonly generation = 10_000) {}

  get size(): number {
    return this.young.size + this.old.size;
  }

  get(text: string): CompiledExpression {
    return this.young.get(text) ?? this.keep(this.old.get(text) ?? { text, ...compileText(text.slice(1)) });
  }

  private keep(compiled: CompiledExpression): CompiledExpression {
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(compiled.text, compiled);
    return compiled;
  }
}
