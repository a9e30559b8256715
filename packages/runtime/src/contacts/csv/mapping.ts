import { CodedUserError } from '../../shared';
import type { Attribute } from '../attributes';

/** The fields of a contact that a column can be. `attributes.<name>` is a custom one. */
export const MAPPED_FIELDS = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'locale',
  'country',
  'timeZone',
  'tags',
] as const;

/** Header of a column to the field that it is; columns that are not in it are left out. */
export type Mapping = Readonly<Record<string, string>>;

/** What tables call the fields, in our three languages; compared without case, spaces and signs. */
const NAMES: Readonly<Record<(typeof MAPPED_FIELDS)[number], readonly string[]>> = {
  email: [
    'email',
    'emailaddress',
    'mail',
    'דואל',
    'אימייל',
    'מייל',
    'דואראלקטרוני',
    'البريدالإلكتروني',
    'الايميل',
    'البريد',
  ],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'cell',
    'tel',
    'telephone',
    'טלפון',
    'נייד',
    'טלפוןנייד',
    'الهاتف',
    'الجوال',
    'هاتف',
    'جوال',
  ],
  firstName: ['firstname', 'first', 'givenname', 'שםפרטי', 'الاسمالأول', 'الاسم'],
  lastName: ['lastname', 'last', 'surname', 'familyname', 'שםמשפחה', 'اسمالعائلة', 'العائلة'],
  locale: ['locale', 'language', 'lang', 'שפה', 'اللغة'],
  country: ['country', 'countrycode', 'ארץ', 'מדינה', 'البلد', 'الدولة'],
  timeZone: ['timezone', 'אזורזמן', 'المنطقةالزمنية'],
  tags: ['tags', 'tag', 'תגיות', 'תגית', 'الوسوم'],
};

/** What the columns of a file probably are: by the usual names, and by those of custom fields. */
export function suggestMapping(columns: readonly string[], attributes: readonly Attribute[]): Mapping {
  const taken = new Set<string>();
  const pairs = columns.flatMap((column): Array<[string, string]> => {
    const name = plain(column);
    const field =
      MAPPED_FIELDS.find((each) => NAMES[each].includes(name)) ??
      attributes
        .filter((attribute) => [attribute.name, attribute.label ?? ''].some((word) => plain(word) === name))
        .map((attribute) => `attributes.${attribute.name}`)[0];
    if (field === undefined || taken.has(field)) return [];
    taken.add(field);
    return [[column, field]];
  });
  return Object.fromEntries(pairs);
}

/** @throws IMPORT_INVALID naming the column or field that cannot be */
export function checkMapping(mapping: Mapping, columns: readonly string[], attributes: readonly Attribute[]): void {
  const fields = new Set<string>();
  for (const [column, field] of Object.entries(mapping)) {
    if (!columns.includes(column))
      throw invalid(`There is no column "${column}". The file has: ${columns.join(', ')}.`);
    const isKnown =
      MAPPED_FIELDS.some((each) => each === field) || attributes.some(({ name }) => field === `attributes.${name}`);
    if (!isKnown) {
      throw invalid(`A column cannot be "${field}". Use ${MAPPED_FIELDS.join(', ')} or attributes.<name> as defined.`);
    }
    if (fields.has(field)) throw invalid(`Two columns are mapped to ${field}. Leave one out.`);
    fields.add(field);
  }
  if (fields.has('email') || fields.has('phone')) return;
  throw invalid('Map a column to email or phone: by one of them contacts are found again.');
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const invalid = (message: string): CodedUserError => new CodedUserError('IMPORT_INVALID', message);
