import type { ErrorCode } from '../shared';
import type { PageLanguage } from './mailbox-texts';

/** Codes that keep a message from going, or from going now. */
export const EXPLAINED = [
  'CONTACT_HAS_NO_ADDRESS',
  'ADDRESS_INVALID',
  'CONTACT_SUPPRESSED',
  'CONSENT_MISSING',
  'CONSENT_WITHDRAWN',
  'JOURNEY_LEFT',
  'JOURNEY_GOAL_REACHED',
  'CONTACT_HELD_OUT',
  'SENDING_CLOSED',
  'CAP_REACHED',
  'JOURNEY_OUTRANKED',
  'PROVIDER_THROTTLED',
  'PROVIDER_DECLINED',
  'DEFERRED_TOO_LONG',
  'RECIPIENT_UNREACHABLE',
  'MESSAGE_UNCERTAIN',
  'ONSITE_EXPIRED',
  'ONSITE_SHOWN_BEFORE',
] as const satisfies readonly ErrorCode[];

type Explained = (typeof EXPLAINED)[number];

/** Why a message did not go, for people who read no codes. */
const REASONS: Readonly<Record<PageLanguage, Readonly<Record<Explained, string>>>> = {
  en: {
    CONTACT_HAS_NO_ADDRESS: 'The contact has no address for this channel.',
    ADDRESS_INVALID: 'The address is not valid.',
    CONTACT_SUPPRESSED: 'Nothing goes to this address any more: it bounced, complained, left or was erased.',
    CONSENT_MISSING: 'The contact has not agreed to messages of this kind.',
    CONSENT_WITHDRAWN: 'The contact has withdrawn their consent.',
    JOURNEY_LEFT: 'The contact had left the journey by then.',
    JOURNEY_GOAL_REACHED: 'The contact had reached the goal of the journey by then.',
    CONTACT_HELD_OUT: 'The contact belongs to the control group, which gets no promotions of this journey.',
    SENDING_CLOSED: 'The sending calendar was closed for the contact.',
    CAP_REACHED: 'The contact has had as many messages as the cap allows.',
    JOURNEY_OUTRANKED: 'A message of higher priority goes first.',
    PROVIDER_THROTTLED: 'The provider takes no more at the moment.',
    PROVIDER_DECLINED: 'The provider held the message back by its own judgement.',
    DEFERRED_TOO_LONG: 'The message was put off for longer than its node allows.',
    RECIPIENT_UNREACHABLE: 'The channel does not reach the recipient.',
    MESSAGE_UNCERTAIN: 'It may have gone out: the answer of the provider got lost. It is not sent again by itself.',
    ONSITE_EXPIRED: 'The contact did not come to the site in time.',
    ONSITE_SHOWN_BEFORE: 'The contact has seen this message before.',
  },
  he: {
    CONTACT_HAS_NO_ADDRESS: 'לאיש הקשר אין כתובת בערוץ הזה.',
    ADDRESS_INVALID: 'הכתובת אינה תקינה.',
    CONTACT_SUPPRESSED: 'לא שולחים עוד לכתובת הזאת: הדואר חזר, התקבלה תלונה, בוצעה הסרה או שהפרטים נמחקו.',
    CONSENT_MISSING: 'איש הקשר לא הסכים לקבל הודעות מסוג זה.',
    CONSENT_WITHDRAWN: 'איש הקשר ביטל את הסכמתו.',
    JOURNEY_LEFT: 'עד אז איש הקשר כבר יצא מהמסע.',
    JOURNEY_GOAL_REACHED: 'עד אז איש הקשר כבר השיג את מטרת המסע.',
    CONTACT_HELD_OUT: 'איש הקשר שייך לקבוצת הביקורת, שאינה מקבלת פרסומים מהמסע הזה.',
    SENDING_CLOSED: 'יומן השליחה היה סגור עבור איש הקשר.',
    CAP_REACHED: 'איש הקשר כבר קיבל את מספר ההודעות המרבי.',
    JOURNEY_OUTRANKED: 'הודעה בעדיפות גבוהה יותר נשלחת קודם.',
    PROVIDER_THROTTLED: 'הספק אינו מקבל כרגע הודעות נוספות.',
    PROVIDER_DECLINED: 'הספק עיכב את ההודעה לפי שיקול דעתו.',
    DEFERRED_TOO_LONG: 'ההודעה נדחתה ליותר זמן ממה שהצומת מתיר.',
    RECIPIENT_UNREACHABLE: 'אי אפשר להגיע אל הנמען בערוץ הזה.',
    MESSAGE_UNCERTAIN: 'ייתכן שההודעה יצאה: תשובת הספק אבדה. היא לא תישלח שוב מעצמה.',
    ONSITE_EXPIRED: 'איש הקשר לא נכנס לאתר בזמן.',
    ONSITE_SHOWN_BEFORE: 'איש הקשר כבר ראה את ההודעה הזאת.',
  },
  ar: {
    CONTACT_HAS_NO_ADDRESS: 'ليس لجهة الاتصال عنوان في هذه القناة.',
    ADDRESS_INVALID: 'العنوان غير صالح.',
    CONTACT_SUPPRESSED:
      'لم يعد يُرسل شيء إلى هذا العنوان: ارتدّ البريد، أو قُدّمت شكوى، أو أُلغي الاشتراك، أو حُذفت البيانات.',
    CONSENT_MISSING: 'لم توافق جهة الاتصال على رسائل من هذا النوع.',
    CONSENT_WITHDRAWN: 'سحبت جهة الاتصال موافقتها.',
    JOURNEY_LEFT: 'كانت جهة الاتصال قد غادرت الرحلة حينها.',
    JOURNEY_GOAL_REACHED: 'كانت جهة الاتصال قد بلغت هدف الرحلة حينها.',
    CONTACT_HELD_OUT: 'تنتمي جهة الاتصال إلى المجموعة الضابطة التي لا تتلقى عروض هذه الرحلة.',
    SENDING_CLOSED: 'كان تقويم الإرسال مغلقًا بالنسبة إلى جهة الاتصال.',
    CAP_REACHED: 'تلقت جهة الاتصال الحد الأقصى من الرسائل.',
    JOURNEY_OUTRANKED: 'تُرسل أولًا رسالة ذات أولوية أعلى.',
    PROVIDER_THROTTLED: 'لا يقبل المزوّد مزيدًا من الرسائل حاليًا.',
    PROVIDER_DECLINED: 'احتجز المزوّد الرسالة وفق تقديره.',
    DEFERRED_TOO_LONG: 'أُجّلت الرسالة مدة أطول مما تسمح به العقدة.',
    RECIPIENT_UNREACHABLE: 'لا يمكن الوصول إلى المستلم عبر هذه القناة.',
    MESSAGE_UNCERTAIN: 'ربما خرجت الرسالة: ضاع رد المزوّد. لن تُرسل مرة أخرى من تلقاء نفسها.',
    ONSITE_EXPIRED: 'لم تزر جهة الاتصال الموقع في الوقت المناسب.',
    ONSITE_SHOWN_BEFORE: 'سبق لجهة الاتصال أن رأت هذه الرسالة.',
  },
};

/** Where nothing keeps it from going. In English the reason says so by itself. */
const NOTHING_AGAINST: Readonly<Record<PageLanguage, string | undefined>> = {
  en: undefined,
  he: 'אין כלל שמונע את השליחה.',
  ar: 'لا توجد قاعدة تمنع الإرسال.',
};

/** What was decided about a message and why, in words; undefined for codes that are nothing but technical. */
export function reasonText(
  { verdict, reasonCode }: { readonly verdict: string; readonly reasonCode: string | null },
  language: PageLanguage,
): string | undefined {
  if (reasonCode === null) return verdict === 'send' ? NOTHING_AGAINST[language] : undefined;
  const code = EXPLAINED.find((one) => one === reasonCode);
  return code && REASONS[language][code];
}
