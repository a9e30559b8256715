import { isPlain } from './guard/bounds';
import { LIMITS } from './limits';
import { bail, excess } from './signals';

/**
 * Copies a result out of the data that it comes from, so that a node that changes its parameter does not change what
 * an earlier node has put out. What is not plain data (a date of luxon's) is handed over as it is.
 */
export function detach(value: unknown): unknown {
  if (typeof value === 'function') bail();
  return typeof value === 'object' && value !== null ? copy(value, { left: LIMITS.nodes }) : value;
}

function copy(value: object, budget: { left: number }): unknown {
  if (--budget.left < 0) excess();
  if (Array.isArray(value)) return value.map((element: unknown) => copyPart(element, budget));
  if (value instanceof Date) return new Date(value);
  if (!isPlain(Object.getPrototypeOf(value))) return value;
  if ((value as { isProxy?: unknown }).isProxy === true) bail(); // n8n's own objects: the isolate knows how they look
  const copied: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') bail();
    copied[key] = copyPart((value as Record<string, unknown>)[key], budget);
  }
  return copied;
}

function copyPart(value: unknown, budget: { left: number }): unknown {
  if (typeof value === 'function') bail();
  return typeof value === 'object' && value !== null ? copy(value, budget) : value;
}
