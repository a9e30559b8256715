import type { Health } from '../api/use-health';
import type { Language } from './languages';

/** Everything that the editor says, in one language. */
export interface Texts {
  readonly language: string;
  readonly navigation: string;
  readonly title: string;
  readonly lead: string;
  readonly health: Readonly<Record<Health, string>>;
  readonly links: readonly { readonly href: string; readonly title: string; readonly description: string }[];
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    language: 'Language',
    navigation: 'Pages',
    title: 'Customer journeys for online shops',
    lead: 'The right message to each contact, once and in time. The canvas for building journeys will stand here.',
    health: {
      checking: 'Asking the runtime how it is …',
      well: 'The runtime is up and running',
      unwell: 'The runtime answers, but something is wrong: look at its log',
      unreachable: 'The runtime does not answer: is it still running?',
    },
    links: [
      { href: '/mailbox', title: 'Mailbox', description: 'What journeys sent while no mail server was set' },
      { href: '/api/docs', title: 'API', description: 'Every request that the runtime answers, to read and to try' },
    ],
  },
  he: {
    language: 'שפה',
    navigation: 'עמודים',
    title: 'מסעות לקוח לחנויות מקוונות',
    lead: 'ההודעה הנכונה לכל לקוח, פעם אחת ובזמן. הקנבס לבניית מסעות יעמוד כאן.',
    health: {
      checking: 'בודקים את מצב המערכת…',
      well: 'המערכת פועלת כשורה',
      unwell: 'המערכת עונה, אך משהו אינו תקין: בדקו את יומן הרישום שלה',
      unreachable: 'המערכת אינה עונה: האם היא עדיין פועלת?',
    },
    links: [
      { href: '/mailbox', title: 'תיבת דואר', description: 'מה שהמסעות שלחו כשלא הוגדר שרת דואר' },
      { href: '/api/docs', title: 'API', description: 'כל הבקשות שהמערכת עונה עליהן, לקריאה ולניסיון' },
    ],
  },
  ar: {
    language: 'اللغة',
    navigation: 'الصفحات',
    title: 'رحلات العملاء للمتاجر الإلكترونية',
    lead: 'الرسالة المناسبة لكل عميل، مرة واحدة وفي وقتها. ستكون لوحة بناء الرحلات هنا.',
    health: {
      checking: 'جارٍ التحقق من حالة النظام…',
      well: 'النظام يعمل كما ينبغي',
      unwell: 'النظام يستجيب، لكن هناك خلل: راجع سجلّه',
      unreachable: 'النظام لا يستجيب: هل ما زال يعمل؟',
    },
    links: [
      { href: '/mailbox', title: 'صندوق البريد', description: 'ما أرسلته الرحلات حين لم يُضبط خادم بريد' },
      { href: '/api/docs', title: 'واجهة API', description: 'كل الطلبات التي يجيب عنها النظام، للقراءة والتجربة' },
    ],
  },
};
