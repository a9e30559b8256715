import type { DeliveryState, DeliveryUpdate } from '../provider-callback';
import type { CallbackFields } from './callback-fields';

/** Under which names (in lower case) a provider tells what. The first that is there counts. */
interface Reading {
  readonly ids: readonly string[];
  /** Our own id, where the provider gives it back. */
  readonly ours?: readonly string[];
  readonly statuses: readonly string[];
  readonly reasons: readonly string[];
  /** What its words for states mean, in lower case. */
  readonly states: Readonly<Record<string, DeliveryState>>;
  /** UTC epoch ms. */
  readonly at: number;
}

/** The delivery reports among what a provider told. Words that nobody knows say nothing. */
export function deliveriesIn(records: readonly CallbackFields[], reading: Reading): DeliveryUpdate[] {
  return records.flatMap((fields) => {
    const value = (names: readonly string[] = []): string =>
      names.map((name) => fields[name] ?? '').find(Boolean) ?? '';
    const status = value(reading.statuses).toLowerCase();
    const state = Object.hasOwn(reading.states, status) ? reading.states[status] : undefined;
    const [providerMessageId, messageId] = [value(reading.ids), value(reading.ours)];
    if (state === undefined) return [];
    const reason = state === 'failed' ? value(reading.reasons) : '';
    return [
      {
        ...({ kind: 'delivery', state, at: reading.at } as const),
        ...(providerMessageId !== '' && { providerMessageId }),
        ...(messageId !== '' && { messageId }),
        ...(reason !== '' && { reason }),
      },
    ];
  });
}
