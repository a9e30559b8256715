/** The words beside the box: what is kept as evidence. */
export const WORDING = {
  en: 'Yes, send me news and offers by e-mail. I can leave at any time.',
  he: 'כן, אני רוצה לקבל חדשות והצעות בדוא״ל. אפשר להסיר את ההרשמה בכל עת.',
  ar: 'نعم، أريد تلقي الأخبار والعروض عبر البريد الإلكتروني. يمكنني إلغاء الاشتراك في أي وقت.',
};

export const SMS_WORDING = {
  en: 'Yes, send me offers by SMS, too.',
  he: 'כן, גם הצעות ב־SMS.',
  ar: 'نعم، أرسلوا لي العروض عبر الرسائل القصيرة أيضًا.',
};

/** The custom fields that `guideForm` asks for. */
export const GUIDE_ATTRIBUTES = [
  { name: 'birthday', type: 'date', label: 'Birthday' },
  { name: 'taste', type: 'enum', options: ['mild', 'fruity', 'peppery'], label: 'Taste' },
  { name: 'litres', type: 'number', label: 'Litres a year' },
  { name: 'cooks', type: 'boolean', label: 'Do you cook?' },
  { name: 'note', type: 'text', label: 'Note' },
];

/** A form with a field of each type, in three languages. */
export function guideForm(changes: object = {}): object {
  return {
    name: 'Olive guide',
    texts: {
      en: {
        title: 'The guide to olive oil',
        intro: 'Twenty pages on choosing, storing and tasting.\n\nFree, by mail.',
        button: 'Get the guide',
      },
      he: {
        title: 'המדריך לשמן זית',
        intro: 'עשרים עמודים על בחירה, אחסון וטעימה.\n\nבחינם, בדוא״ל.',
        button: 'לקבלת המדריך',
      },
      ar: {
        title: 'دليل زيت الزيتون',
        intro: 'عشرون صفحة عن الاختيار والتخزين والتذوق.\n\nمجانًا، عبر البريد الإلكتروني.',
        button: 'احصلوا على الدليل',
      },
    },
    fields: [
      { name: 'email', isRequired: true },
      { name: 'firstName', isRequired: true },
      { name: 'phone', isRequired: false },
      {
        name: 'attributes.birthday',
        isRequired: false,
        label: { en: 'Birthday', he: 'יום הולדת', ar: 'تاريخ الميلاد' },
        hint: {
          en: 'For a small present once a year.',
          he: 'בשביל מתנה קטנה פעם בשנה.',
          ar: 'لهدية صغيرة مرة في السنة.',
        },
      },
      {
        name: 'attributes.taste',
        isRequired: false,
        label: { en: 'Taste', he: 'טעם', ar: 'المذاق' },
        optionLabels: {
          mild: { en: 'Mild', he: 'עדין', ar: 'خفيف' },
          fruity: { en: 'Fruity', he: 'פירותי', ar: 'فاكهي' },
          peppery: { en: 'Peppery', he: 'חריף', ar: 'حار' },
        },
      },
      {
        name: 'attributes.litres',
        isRequired: false,
        label: { en: 'Litres a year', he: 'ליטרים בשנה', ar: 'لترات في السنة' },
      },
      {
        name: 'attributes.cooks',
        isRequired: false,
        label: { en: 'Do you cook?', he: 'מבשלים בבית?', ar: 'هل تطبخون؟' },
      },
      { name: 'attributes.note', isRequired: false, label: { en: 'Note', he: 'הערה', ar: 'ملاحظة' } },
    ],
    consents: [
      { channel: 'email', purpose: 'promotional', wording: WORDING, isRequired: false },
      { channel: 'sms', purpose: 'promotional', wording: SMS_WORDING, isRequired: false },
    ],
    country: 'IL',
    ...changes,
  };
}
