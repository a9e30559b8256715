import Handlebars from 'handlebars';

import { BoundedCache } from './bounded-cache';
import { checkTemplateSize } from './check-template-size';
import { HELPERS, registerHelpers } from './helpers';
import { MAX_OUTPUT, type RenderContext } from './render-context';
import { templateTooLarge } from './template-error';

/** Characters of source whose compiled form is kept, of each kind. */
const CACHED_CHARACTERS = 4_000_000;

/** A template that is ready to run. */
export interface CompiledTemplate {
  /** How many parts it has: the measure of its work. */
  readonly parts: number;
  run(data: object, context: RenderContext): string;
}

const environment = Handlebars.create();
registerHelpers(environment);
/** By their source alone: a key that is put together anew is read anew, from its first character to its last. */
const compiled = {
  html: new BoundedCache<CompiledTemplate>(CACHED_CHARACTERS),
  text: new BoundedCache<CompiledTemplate>(CACHED_CHARACTERS),
};

const COMPILE_OPTIONS = {
  knownHelpersOnly: true,
  knownHelpers: { ...Object.fromEntries(HELPERS.map((name) => [name, true])), log: false } as Record<string, boolean>,
};
const RUN_OPTIONS = {
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
  allowCallsToHelperMissing: false,
};

/**
 * Compiles a Handlebars template, or takes it from the cache. Only our helpers and the built-in blocks are known,
 * partials and decorators are refused, prototypes are out of reach.
 * @param mode `html` escapes values, `text` (subjects) does not
 * @throws TEMPLATE_TOO_LARGE, and what Handlebars throws on a template that it cannot read
 */
export function compileTemplate(source: string, mode: 'html' | 'text'): CompiledTemplate {
  return compiled[mode].get(source, () => compile(source, mode), source.length + 1_000);
}

function compile(source: string, mode: 'html' | 'text'): CompiledTemplate {
  checkTemplateSize(source);
  const program = environment.parse(source);
  const counter = new PartCounter();
  counter.accept(program);
  const template = environment.compile<object>(program, { ...COMPILE_OPTIONS, noEscape: mode === 'text' });
  return {
    parts: counter.parts,
    run: (data, context) => {
      const text = template(data, { ...RUN_OPTIONS, data: { render: context } });
      if (text.length > MAX_OUTPUT) throw templateTooLarge(`What it writes is over ${MAX_OUTPUT} characters.`);
      return text;
    },
  };
}

/** Counts a template's parts and refuses those that load or define other templates. */
class PartCounter extends Handlebars.Visitor {
  parts = 0;

  override accept(node: hbs.AST.Node): void {
    this.parts += 1;
    super.accept(node);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    refuse(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    refuse(partial);
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    refuse(decorator);
  }

  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    refuse(decorator);
  }
}

function refuse(node: hbs.AST.Node): never {
  const { line: lineNumber } = node.loc.start;
  throw Object.assign(new Error('partials and decorators ({{> …}}, {{* …}}) cannot be used here'), { lineNumber });
}
