import type { Contact } from '../contact';
import type { FieldTimes } from '../field-times';
import { TRAITS, type StoredTraits } from '../update-contact';

/** A contact with the instants at which its fields got their values. */
export interface DatedContact {
  readonly contact: Contact;
  readonly times: FieldTimes;
}

/** What is left of two contacts that become one. */
export interface MergedFields {
  readonly traits: StoredTraits;
  readonly attributes: Record<string, unknown>;
  readonly createdAt: number;
  readonly times: FieldTimes;
}

interface DatedValue {
  readonly value: unknown;
  readonly at: number;
}

/**
 * Of each field the value that was set last counts; an empty one never does. Of two that were set at the same instant the
 * one that sorts last counts: so the result is the same in whatever order many contacts are merged.
 */
export function mergeFields(one: DatedContact, other: DatedContact): MergedFields {
  const createdAt = Math.min(one.contact.createdAt, other.contact.createdAt);
  const times: Record<string, number> = {};
  const pick = (name: string, values: readonly [unknown, unknown]): unknown => {
    const [value] = [dated(one, name, values[0]), dated(other, name, values[1])].filter(isGiven).sort(newestFirst);
    if (!value) return null;
    if (value.at !== createdAt) times[name] = value.at;
    return value.value;
  };

  const traits = Object.fromEntries(TRAITS.map((name) => [name, pick(name, [one.contact[name], other.contact[name]])]));
  const names = new Set([...Object.keys(one.contact.attributes), ...Object.keys(other.contact.attributes)]);
  const attributes = [...names].sort().flatMap((name): Array<[string, unknown]> => {
    const value = pick(`attributes.${name}`, [one.contact.attributes[name], other.contact.attributes[name]]);
    return value === null ? [] : [[name, value]];
  });
  return { traits: traits as unknown as StoredTraits, attributes: Object.fromEntries(attributes), createdAt, times };
}

function dated({ contact, times }: DatedContact, name: string, value: unknown): DatedValue {
  return { value, at: times[name] ?? contact.createdAt };
}

const isGiven = ({ value }: DatedValue): boolean => value !== null && value !== undefined;

function newestFirst(one: DatedValue, other: DatedValue): number {
  return other.at - one.at || (JSON.stringify(one.value) < JSON.stringify(other.value) ? 1 : -1);
}
