import type { Condition } from '../audiences';
import { CodedUserError } from '../shared';

/** A segment of the trade, to be taken over as it is or with other values. */
export interface ReadyMade {
  readonly key: string;
  readonly name: { readonly en: string; readonly he: string; readonly ar: string };
  readonly rule: Condition;
  /** Custom fields of contacts that the rule asks for: defined with the segment, where nobody has. */
  readonly attributes: readonly NeededAttribute[];
}

export interface NeededAttribute {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date';
  /** For people, in the language of the API. */
  readonly label: string;
}

const MONTH = 30;

/** The eight lists that every shop automates. */
export const READY_MADE: readonly ReadyMade[] = [
  {
    key: 'residence',
    name: { en: 'Lives in Israel', he: 'גרים בישראל', ar: 'يسكنون في إسرائيل' },
    rule: { contact: 'country', operator: 'equals', value: 'IL' },
    attributes: [],
  },
  {
    key: 'meaningfulDates',
    name: { en: 'Birthday within a week', he: 'יום הולדת בשבוע הקרוב', ar: 'عيد ميلاد خلال أسبوع' },
    rule: { contact: 'attributes.birthday', operator: 'anniversaryWithinDays', value: 7 },
    attributes: [{ name: 'birthday', type: 'date', label: 'Birthday' }],
  },
  {
    key: 'registrationDate',
    name: { en: 'A year with us', he: 'שנה איתנו', ar: 'سنة معنا' },
    rule: {
      all: [
        { contact: 'createdAt', operator: 'olderThanDays', value: 300 },
        { contact: 'createdAt', operator: 'anniversaryWithinDays', value: 7 },
      ],
    },
    attributes: [],
  },
  {
    key: 'source',
    name: { en: 'Signed up by a form', he: 'נרשמו בטופס', ar: 'سجلوا عبر نموذج' },
    rule: { contact: 'attributes.source', operator: 'oneOf', value: ['form', 'landing page'] },
    attributes: [{ name: 'source', type: 'text', label: 'Source' }],
  },
  {
    key: 'purchaseHistory',
    name: { en: 'Bought at least three times', he: 'קנו שלוש פעמים לפחות', ar: 'اشتروا ثلاث مرات على الأقل' },
    rule: { sales: 'count', operator: 'atLeast', value: 3 },
    attributes: [],
  },
  {
    key: 'lastPurchase',
    name: {
      en: 'Bought, but not for half a year',
      he: 'קנו, אבל לא בחצי השנה האחרונה',
      ar: 'اشتروا لكن ليس منذ نصف سنة',
    },
    rule: { sales: 'latestAt', operator: 'olderThanDays', value: 6 * MONTH },
    attributes: [],
  },
  {
    key: 'engagement',
    name: {
      en: 'Opened or clicked within three months',
      he: 'פתחו או הקליקו בשלושת החודשים האחרונים',
      ar: 'فتحوا أو نقروا خلال ثلاثة أشهر',
    },
    rule: { message: 'opened', where: { withinHours: 3 * MONTH * 24 }, operator: 'atLeast', value: 1 },
    attributes: [],
  },
  {
    key: 'familyStatus',
    name: { en: 'Families with children', he: 'משפחות עם ילדים', ar: 'عائلات مع أطفال' },
    rule: { contact: 'attributes.children', operator: 'atLeast', value: 1 },
    attributes: [{ name: 'children', type: 'number', label: 'Number of children' }],
  },
];

/** @throws SEGMENT_NOT_FOUND */
export function readyMade(key: string): ReadyMade {
  const found = READY_MADE.find((each) => each.key === key);
  if (found) return found;
  const keys = READY_MADE.map((each) => each.key).join(', ');
  throw new CodedUserError('SEGMENT_NOT_FOUND', `There is no ready-made segment "${key}". There are: ${keys}.`, {
    key,
  });
}
