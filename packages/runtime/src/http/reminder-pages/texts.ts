import type { PageLanguage } from '../../messages';
import type { ReminderOutcome } from '../../reminders';

/** What the page says on which contacts move their reminders. */
export interface ReminderTexts {
  readonly title: string;
  readonly intro: string;
  /** With `{date}`. */
  readonly next: string;
  /** With `{date}`. */
  readonly paused: string;
  readonly stopped: string;
  readonly none: string;
  readonly later: string;
  readonly moveLegend: string;
  /** Beside the box for the date, where later ones follow it. */
  readonly movesAlong: string;
  /** With `{zone}`. */
  readonly zone: string;
  readonly move: string;
  readonly resume: string;
  readonly pause: string;
  readonly stop: string;
  readonly saved: string;
  readonly problems: Readonly<Record<Exclude<ReminderOutcome, 'done' | 'gone'>, string>>;
}

export const REMINDER_TEXTS: Readonly<Record<PageLanguage, ReminderTexts>> = {
  en: {
    title: 'Your reminders',
    intro: 'Let them come when they suit you.',
    next: 'The next one comes on {date}.',
    paused: 'They rest. The next one was due on {date}: choose when to go on.',
    stopped: 'You have stopped these reminders. No more of them will come.',
    none: 'No reminders are planned for you at the moment.',
    later: 'After that',
    moveLegend: 'Next reminder',
    movesAlong: 'All later ones move along with it.',
    zone: 'Times are those of {zone}.',
    move: 'Move',
    resume: 'Go on from then',
    pause: 'Pause for now',
    stop: 'Stop all of them',
    saved: 'Saved. It counts from now on.',
    problems: {
      noDate: 'Please choose a day and a time.',
      tooEarly: 'That time has passed already. Please choose a later one.',
      tooLate: 'That is more than a year away. Please choose an earlier day.',
      other: 'Something has changed since you opened the page, so nothing was saved. This is how it stands now.',
    },
  },
  he: {
    title: 'התזכורות שלך',
    intro: 'כאן קובעים שיגיעו בזמן שנוח לך.',
    next: 'התזכורת הבאה תגיע ב{date}.',
    paused: 'התזכורות בהפסקה. הבאה תוכננה ל{date}: בוחרים מתי להמשיך.',
    stopped: 'הפסקת את התזכורות האלה. לא יגיעו עוד.',
    none: 'אין כרגע תזכורות מתוכננות עבורך.',
    later: 'ואחריה',
    moveLegend: 'התזכורת הבאה',
    movesAlong: 'כל התזכורות שאחריה יזוזו איתה.',
    zone: 'השעות לפי שעון {zone}.',
    move: 'לשנות את המועד',
    resume: 'להמשיך מהמועד הזה',
    pause: 'הפסקה זמנית',
    stop: 'להפסיק את כולן',
    saved: 'נשמר. השינוי בתוקף מעכשיו.',
    problems: {
      noDate: 'צריך לבחור יום ושעה.',
      tooEarly: 'המועד הזה כבר עבר. צריך לבחור מועד מאוחר יותר.',
      tooLate: 'זה בעוד יותר משנה. צריך לבחור יום מוקדם יותר.',
      other: 'משהו השתנה מאז שהדף נפתח, ולכן דבר לא נשמר. כך זה נראה עכשיו.',
    },
  },
  ar: {
    title: 'تذكيراتكم',
    intro: 'اجعلوها تصل في الوقت الذي يناسبكم.',
    next: 'يصل التذكير التالي في {date}.',
    paused: 'التذكيرات متوقفة مؤقتًا. كان التالي مقررًا في {date}: اختاروا متى تُستأنف.',
    stopped: 'لقد أوقفتم هذه التذكيرات، ولن يصلكم المزيد منها.',
    none: 'لا توجد تذكيرات مقررة لكم حاليًا.',
    later: 'وبعده',
    moveLegend: 'التذكير التالي',
    movesAlong: 'تتحرك معه كل التذكيرات اللاحقة.',
    zone: 'الأوقات بتوقيت {zone}.',
    move: 'تغيير الموعد',
    resume: 'الاستئناف من هذا الموعد',
    pause: 'إيقاف مؤقت',
    stop: 'إيقافها كلها',
    saved: 'تم الحفظ. التغيير سارٍ من الآن.',
    problems: {
      noDate: 'يرجى اختيار يوم ووقت.',
      tooEarly: 'لقد مضى هذا الوقت. يرجى اختيار وقت لاحق.',
      tooLate: 'هذا بعد أكثر من سنة. يرجى اختيار يوم أقرب.',
      other: 'تغيّر شيء منذ فتحتم الصفحة، لذلك لم يُحفظ شيء. هذه هي الحال الآن.',
    },
  },
};
