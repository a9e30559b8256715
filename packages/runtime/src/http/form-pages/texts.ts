import type { AnswerProblem } from '../../forms';
import type { PageLanguage } from '../../messages';

/** What the product says on the pages of forms, in place of what the operator leaves out. */
export interface FormPageTexts {
  readonly fields: Readonly<Record<'email' | 'phone' | 'firstName' | 'lastName', string>>;
  /** Beside what need not be answered. */
  readonly optional: string;
  readonly choose: string;
  readonly yes: string;
  readonly no: string;
  readonly send: string;
  readonly privacy: string;
  readonly honeypot: string;
  readonly wrong: string;
  readonly problems: Readonly<Record<AnswerProblem, string>>;
  /** The page has to be sent once more, for no fault of what was answered. */
  readonly again: string;
  readonly changed: string;
  readonly tooMany: string;
  readonly thanksTitle: string;
  readonly thanks: string;
  readonly checkMailTitle: string;
  /** Says nothing of whether the address is known. */
  readonly checkMail: string;
  readonly goOn: string;
  readonly closedTitle: string;
  readonly closed: string;
  readonly missingTitle: string;
  readonly missing: string;
  readonly confirmTitle: string;
  readonly confirmIntro: string;
  readonly confirm: string;
  readonly confirmedTitle: string;
  readonly confirmed: string;
  readonly downloadTitle: string;
  readonly downloadIntro: string;
  readonly download: string;
}

export const FORM_TEXTS: Readonly<Record<PageLanguage, FormPageTexts>> = {
  en: {
    fields: { email: 'E-mail', phone: 'Phone', firstName: 'First name', lastName: 'Last name' },
    optional: 'optional',
    choose: 'Please choose',
    yes: 'Yes',
    no: 'No',
    send: 'Send',
    privacy: 'How we treat your data',
    honeypot: 'Please leave this empty',
    wrong: 'Something is missing or not right. Please look at what is marked.',
    problems: {
      required: 'Please fill this in.',
      email: 'This is not an e-mail address. It looks like name@example.com.',
      phone: 'This is not a phone number. Please write it with its country code, such as +44 …',
      number: 'Please write a number.',
      date: 'This is not a date of the calendar.',
      choice: 'Please choose one of the answers.',
      tooLong: 'This is too long. Please write less.',
      consent: 'Please tick this box to go on.',
    },
    again: 'Please check what is written here, and send it.',
    changed: 'This form has changed in the meantime. Please check it and send it again.',
    tooMany: 'That was very often in a short time. Please wait some minutes and send it again.',
    thanksTitle: 'Thank you!',
    thanks: 'We have got what you sent.',
    checkMailTitle: 'One more step',
    checkMail:
      'Please look into your mailbox: a message with a link to confirm your address is on its way. If it does not come within some minutes, look among the unwanted mail.',
    goOn: 'Continue',
    closedTitle: 'This form is closed',
    closed: 'It takes no more sign-ups.',
    missingTitle: 'There is nothing here',
    missing: 'The address is not right, or the form is gone.',
    confirmTitle: 'Confirm your address',
    confirmIntro: 'One click, and what you sent in “{title}” counts.',
    confirm: 'Yes, confirm',
    confirmedTitle: 'Thank you!',
    confirmed: 'Your address is confirmed.',
    downloadTitle: 'Your download',
    downloadIntro: 'Thank you for signing up. Here is what you asked for.',
    download: 'Download',
  },
  he: {
    fields: { email: 'דוא״ל', phone: 'טלפון', firstName: 'שם פרטי', lastName: 'שם משפחה' },
    optional: 'לא חובה',
    choose: 'נא לבחור',
    yes: 'כן',
    no: 'לא',
    send: 'שליחה',
    privacy: 'כך אנחנו שומרים על הפרטים שלך',
    honeypot: 'נא להשאיר ריק',
    wrong: 'משהו חסר או לא תקין. נא לבדוק את מה שמסומן.',
    problems: {
      required: 'נא למלא את השדה.',
      email: 'זו לא כתובת דוא״ל. כתובת נראית כך: name@example.com',
      phone: 'זה לא מספר טלפון. נא לכתוב אותו עם קידומת, למשל 050-2345678.',
      number: 'נא לכתוב מספר.',
      date: 'אין תאריך כזה בלוח השנה.',
      choice: 'נא לבחור אחת מהתשובות.',
      tooLong: 'הטקסט ארוך מדי. נא לקצר.',
      consent: 'כדי להמשיך יש לסמן את התיבה.',
    },
    again: 'נא לבדוק את הפרטים שכאן ולשלוח.',
    changed: 'הטופס השתנה בינתיים. נא לבדוק אותו ולשלוח שוב.',
    tooMany: 'נשלחו יותר מדי טפסים בזמן קצר. נא להמתין כמה דקות ולשלוח שוב.',
    thanksTitle: 'תודה!',
    thanks: 'הפרטים התקבלו.',
    checkMailTitle: 'עוד צעד אחד',
    checkMail:
      'נא לבדוק את תיבת הדוא״ל: הודעה עם קישור לאישור הכתובת בדרך אליך. אם היא לא מגיעה תוך כמה דקות, כדאי לחפש בדואר הזבל.',
    goOn: 'המשך',
    closedTitle: 'הטופס סגור',
    closed: 'ההרשמה הסתיימה.',
    missingTitle: 'אין כאן כלום',
    missing: 'הכתובת שגויה, או שהטופס כבר לא קיים.',
    confirmTitle: 'אישור הכתובת',
    confirmIntro: 'בלחיצה אחת ייכנסו לתוקף הפרטים שנשלחו בטופס „{title}”.',
    confirm: 'כן, לאשר',
    confirmedTitle: 'תודה!',
    confirmed: 'הכתובת שלך אושרה.',
    downloadTitle: 'ההורדה שלך',
    downloadIntro: 'תודה על ההרשמה. הנה מה שביקשת.',
    download: 'הורדה',
  },
  ar: {
    fields: { email: 'البريد الإلكتروني', phone: 'الهاتف', firstName: 'الاسم الأول', lastName: 'اسم العائلة' },
    optional: 'اختياري',
    choose: 'يرجى الاختيار',
    yes: 'نعم',
    no: 'لا',
    send: 'إرسال',
    privacy: 'كيف نحافظ على بياناتكم',
    honeypot: 'يرجى ترك هذا الحقل فارغًا',
    wrong: 'هناك شيء ناقص أو غير صحيح. يرجى مراجعة ما تم تمييزه.',
    problems: {
      required: 'يرجى ملء هذا الحقل.',
      email: 'هذا ليس عنوان بريد إلكتروني. يكون العنوان على شكل name@example.com',
      phone: 'هذا ليس رقم هاتف. يرجى كتابته مع رمز البلد.',
      number: 'يرجى كتابة رقم.',
      date: 'هذا ليس تاريخًا صحيحًا.',
      choice: 'يرجى اختيار إحدى الإجابات.',
      tooLong: 'النص طويل جدًا. يرجى اختصاره.',
      consent: 'للمتابعة يرجى تحديد هذا المربع.',
    },
    again: 'يرجى مراجعة ما كُتب هنا ثم إرساله.',
    changed: 'تغيّر هذا النموذج في هذه الأثناء. يرجى مراجعته وإرساله مرة أخرى.',
    tooMany: 'أُرسل النموذج مرات كثيرة في وقت قصير. يرجى الانتظار بضع دقائق ثم إعادة الإرسال.',
    thanksTitle: 'شكرًا لكم!',
    thanks: 'وصلنا ما أرسلتموه.',
    checkMailTitle: 'خطوة أخيرة',
    checkMail:
      'يرجى مراجعة بريدكم الإلكتروني: رسالة فيها رابط لتأكيد عنوانكم في طريقها إليكم. إذا لم تصل خلال دقائق، ابحثوا عنها في البريد غير المرغوب فيه.',
    goOn: 'متابعة',
    closedTitle: 'هذا النموذج مغلق',
    closed: 'انتهى التسجيل.',
    missingTitle: 'لا يوجد شيء هنا',
    missing: 'العنوان غير صحيح، أو أن النموذج لم يعد موجودًا.',
    confirmTitle: 'تأكيد عنوانكم',
    confirmIntro: 'بنقرة واحدة يُعتمد ما أرسلتموه في «{title}».',
    confirm: 'نعم، تأكيد',
    confirmedTitle: 'شكرًا لكم!',
    confirmed: 'تم تأكيد عنوانكم.',
    downloadTitle: 'التنزيل الخاص بكم',
    downloadIntro: 'شكرًا لاشتراككم. إليكم ما طلبتموه.',
    download: 'تنزيل',
  },
};
