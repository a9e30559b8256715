import {
  executeFilter,
  ExpressionError,
  isFilterValue,
  NodeHelpers,
  NodeOperationError,
  type IGetNodeParameterOptions,
  type INode,
  type INodeType,
} from 'n8n-workflow';

import type { ExpressionEngine } from '../../expressions';
import { compileValue, writeTimesOut, type CompiledValue, type ExpressionEvaluator } from './compile-value';
import { copyValue } from './copy-value';
import { isValidated } from './is-validated';

/** The run of a node that asks for its parameters. */
export interface ParameterReader extends ExpressionEvaluator {
  /** n8n-core's own reading, for what is not prepared here. */
  readByN8n(name: string, itemIndex: number, fallback?: unknown, options?: IGetNodeParameterOptions): unknown;
}

/** A parameter, prepared for all runs of the node. */
type Prepared = (reader: ParameterReader, itemIndex: number, fallback: unknown) => unknown;

const ABSENT = Symbol('absent');

/**
 * The parameters of one node of a version. Each is prepared when it is first asked for: what holds no expression is read
 * by n8n-core once and handed out from then on, expressions are found once. Results are n8n-core's, errors too.
 */
export class NodeParameters {
  private readonly prepared = new Map<string, Prepared>();

  constructor(
    private readonly node: INode,
    private readonly type: INodeType,
    private readonly expressions: ExpressionEngine,
  ) {}

  /** @see IExecuteFunctions.getNodeParameter */
  read(
    reader: ParameterReader,
    name: string,
    itemIndex: number,
    fallback?: unknown,
    options?: IGetNodeParameterOptions,
  ): unknown {
    const key = options ? `${name}\n${JSON.stringify(options)}` : name;
    let prepared = this.prepared.get(key);
    if (!prepared) {
      prepared = this.prepare(reader, name, options);
      this.prepared.set(key, prepared);
    }
    return prepared(reader, itemIndex, fallback);
  }

  private prepare(reader: ParameterReader, name: string, options: IGetNodeParameterOptions = {}): Prepared {
    const byN8n: Prepared = (each, itemIndex, fallback) => each.readByN8n(name, itemIndex, fallback, options);
    if (options.contextNode !== undefined) return byN8n;
    const raw = reader.readByN8n(name, 0, ABSENT, { rawExpressions: true });
    if (raw === ABSENT) return this.prepareAbsent(name, options, byN8n);
    if (options.rawExpressions === true) return () => raw;

    const compiled = compileValue(raw, this.expressions);
    const isFilter = options.extractValue === true && this.isFilter(name);
    const isChecked = isValidated(name, this.node, this.type);
    if (!compiled && !isFilter) return prepareConstant(reader, name, options, { byN8n, isChecked });
    const isPlain = (options.extractValue !== true || isFilter) && options.ensureType === undefined;
    if (!isPlain || isChecked) return byN8n;
    const resolve = this.prepareExpressions(name, raw, compiled ?? (() => copyValue(raw)));
    if (!isFilter) return resolve;
    return (each, itemIndex, fallback) => this.decide(resolve(each, itemIndex, fallback), itemIndex);
  }

  /** What is not set has the value that the node falls back on, unless n8n-core has to look at that. */
  private prepareAbsent(name: string, options: IGetNodeParameterOptions, byN8n: Prepared): Prepared {
    const isRead = options.rawExpressions === true;
    const isPlain = options.extractValue !== true && options.ensureType === undefined;
    if (!isRead && (!isPlain || isValidated(name, this.node, this.type))) return byN8n;
    return (reader, itemIndex, fallback) => {
      if (fallback === undefined) return byN8n(reader, itemIndex, fallback);
      if (isRead) return fallback;
      return compileValue(fallback, this.expressions) ? byN8n(reader, itemIndex, fallback) : copyValue(fallback);
    };
  }

  private prepareExpressions(name: string, raw: unknown, compiled: CompiledValue): Prepared {
    const { node } = this;
    return (reader, itemIndex) => {
      try {
        const value = compiled(reader, itemIndex);
        writeTimesOut(value);
        return value;
      } catch (error) {
        if (error instanceof ExpressionError && node.continueOnFail === true && node.type === 'n8n-nodes-base.set') {
          return [{ name: undefined, value: undefined }];
        }
        throw withCause(error, name, raw);
      }
    };
  }

  private isFilter(name: string): boolean {
    const { description } = this.type;
    const property = NodeHelpers.findDisplayedProperty(
      name,
      description.properties,
      this.node.parameters,
      this.node,
      description,
    );
    return property !== undefined && 'type' in property && property.type === 'filter' && !property.extractValue?.type;
  }

  /** The value of a parameter that holds conditions: whether they hold. */
  private decide(value: unknown, itemIndex: number): unknown {
    try {
      return isFilterValue(value) ? executeFilter(value, { itemIndex }) : value;
    } catch (error) {
      const { description } = error as { description?: string };
      throw new NodeOperationError(this.node, error as Error, { description });
    }
  }
}

/** A value that is the same in every run: read by n8n-core once, with all that the options ask for. */
function prepareConstant(
  reader: ParameterReader,
  name: string,
  options: IGetNodeParameterOptions,
  { byN8n, isChecked }: { byN8n: Prepared; isChecked: boolean },
): Prepared {
  try {
    const value = reader.readByN8n(name, 0, undefined, options);
    if (typeof value !== 'object' || value === null) return () => value;
    // Checking may make a date of luxon's, which is not copied like data.
    return isChecked ? byN8n : () => copyValue(value);
  } catch {
    return byN8n; // it fails for each item, and says for which
  }
}

/** Notes on an error which parameter could not be read, as n8n-core does: nodes and the editor show it. */
function withCause(error: unknown, parameter: string, raw: unknown): unknown {
  const { context } = error as { context?: Record<string, unknown> };
  if (context) context.parameter = parameter;
  Object.defineProperty(error, 'cause', { value: raw, writable: true, enumerable: true, configurable: true });
  return error;
}
