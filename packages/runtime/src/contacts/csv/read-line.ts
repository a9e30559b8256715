import { codeOf, CodedUserError, messageOf, type ErrorCode } from '../../shared';
import { readText, type Attribute } from '../attributes';
import { checkFields, type ContactFields } from '../check-fields';
import { checkTag } from '../lists/tags';
import { unguarded } from './formula-guard';
import type { Mapping } from './mapping';

/** A line of a table as a contact. */
export interface ImportedContact {
  readonly fields: ContactFields;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
}

/** Why a line cannot be imported. */
export interface LineProblem {
  readonly code: ErrorCode;
  /** Of the file; empty where the whole line is meant. */
  readonly column: string;
  readonly message: string;
}

export interface LineReading {
  /** By the place of the cell: its header and its field. */
  readonly columns: ReadonlyArray<{ readonly column: string; readonly field: string } | undefined>;
  readonly attributes: readonly Attribute[];
  /** Country that phone numbers without a country code are of. */
  readonly country: string | null;
}

export function lineReading(
  header: readonly string[],
  mapping: Mapping,
  { attributes, country }: Pick<LineReading, 'attributes' | 'country'>,
): LineReading {
  const columns = header.map((column) => {
    const field = Object.hasOwn(mapping, column) ? mapping[column] : undefined;
    return field === undefined ? undefined : { column, field };
  });
  return { columns, attributes, country };
}

/** Reads a line as the mapping says. Empty cells say nothing. */
export function readLine(cells: readonly string[], reading: LineReading): ImportedContact | LineProblem {
  const fields: Record<string, string | null> = {};
  const attributes: Record<string, unknown> = {};
  let tags: string[] = [];
  const country = countryOf(cells, reading);
  for (const [index, place] of reading.columns.entries()) {
    const text = unguarded(cells[index] ?? '');
    if (!place || text === '') continue;
    try {
      if (place.field === 'tags')
        tags = text
          .split(/[;,|]/)
          .filter((tag) => tag.trim() !== '')
          .map(checkTag);
      else if (place.field.startsWith('attributes.')) {
        const name = place.field.slice('attributes.'.length);
        const attribute = reading.attributes.find((each) => each.name === name);
        if (attribute) attributes[name] = readText(attribute, text);
      } else Object.assign(fields, checkFields({ [place.field]: text }, { country }));
    } catch (error) {
      if (!(error instanceof CodedUserError)) throw error;
      return { code: codeOf(error), column: place.column, message: messageOf(error) };
    }
  }
  if (fields.email || fields.phone) return { fields, attributes, tags };
  const message = 'The line has neither an e-mail address nor a phone number.';
  return { code: 'CONTACT_HAS_NO_IDENTITY', column: '', message };
}

/** A phone number may stand before the country that it is of. */
function countryOf(cells: readonly string[], { columns, country }: LineReading): string | null {
  const index = columns.findIndex((place) => place?.field === 'country');
  return cells[index] || country;
}

export const isProblem = (read: ImportedContact | LineProblem): read is LineProblem => 'code' in read;
