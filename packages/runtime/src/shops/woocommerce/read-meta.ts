import { readRecords, readText } from '../store';

/** `meta_data` by key. Of several values under one key the last counts. */
export function readMeta(value: unknown): Record<string, unknown> {
  return Object.fromEntries(readRecords(value).map((entry) => [readText(entry.key), entry.value]));
}
