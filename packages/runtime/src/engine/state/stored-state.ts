import type { OutputsCode } from './item-code';
import type { TableEntry } from './item-table';
import type { NodeCode } from './node-index';
import type { SourcesCode } from './source-code';

/** One run of a node: node, where its input came from, its outputs (null for none), and what is out of the ordinary. */
export type TaskCode = readonly [NodeCode, SourcesCode, (OutputsCode | null)?, unknown?];

/** A node that is to run: node, its input, where that came from (null for nowhere), and what is out of the ordinary. */
export type PendingCode = readonly [NodeCode, OutputsCode, (SourcesCode | null)?, unknown?];

/** Inputs of a node that waits for others: its run, the inputs so far, where they came from. */
export type GatheredCode = readonly [number, OutputsCode, SourcesCode];

/**
 * A state as it is stored, as JSON: short names, because there are a million of them. Left out is what is empty, what
 * the row says (when it wakes, when it began), and the data of outputs that nothing can read any more.
 */
export interface StoredState {
  /** What ran, in its order. */
  readonly r?: readonly TaskCode[];
  /** Pairs for each of `r`: ms after the execution began (after the one before it, from the second on), and its duration in ms. */
  readonly t?: readonly number[];
  /** When the first of `r` began, UTC epoch ms, where the row does not say when the execution began. */
  readonly b?: number;
  /** What is to run. */
  readonly s?: readonly PendingCode[];
  /** What waits for further inputs. */
  readonly w?: ReadonlyArray<readonly [NodeCode, readonly GatheredCode[]]>;
  /** The node that ran last, where it is not that of the last of `r`; null for none. */
  readonly l?: NodeCode | null;
  /** 1 where it waits. */
  readonly z?: 1;
  /** The data of items. */
  readonly j?: readonly TableEntry[];
  /** What nodes keep for themselves from one of their runs to the next. */
  readonly c?: unknown;
  /** The resume token, where somebody may have it. */
  readonly k?: string;
  /** Whatever else the state, its results and its pending part hold. */
  readonly o?: readonly unknown[];
}
