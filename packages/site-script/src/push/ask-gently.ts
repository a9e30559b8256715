import type { PushConfig } from '../config';
import { languageOf } from '../onsite/labels';
import { openWindow } from '../onsite/open-window';
import { read, write } from '../storage';
import type { Tracker } from '../tracker';
import type { Pushes } from './pushes';

const TEXTS = {
  en: {
    title: 'May we send you news here?',
    text: 'Offers and news of your orders as push messages in this browser. You can stop them at any time.',
    button: 'Yes, please',
    later: 'Not now',
  },
  he: {
    title: 'לשלוח לכם עדכונים לכאן?',
    text: 'מבצעים ועדכונים על ההזמנות שלכם כהודעות בדפדפן הזה. אפשר להפסיק בכל רגע.',
    button: 'כן, בבקשה',
    later: 'לא עכשיו',
  },
  ar: {
    title: 'هل نرسل إليكم الجديد هنا؟',
    text: 'عروض وأخبار عن طلباتكم كإشعارات في هذا المتصفح. يمكنكم إيقافها في أي وقت.',
    button: 'نعم، من فضلكم',
    later: 'ليس الآن',
  },
} as const;

const MUTED = 'push_muted_until';
const VISITED = 'aftercart_visited';
const MONTH = 30 * 86_400_000;
const COLORS = { primary: '#0f766e', onPrimary: '#ffffff' };

/**
 * Asks in our own words first, because a browser asks only once. Never on the first page of a visit, never at once, never
 * while another message is shown, and whoever says no is left alone for a month.
 */
export function askGently(tracker: Tracker, pushes: Pushes, { askAfterSeconds }: PushConfig): void {
  if (askAfterSeconds === null || isFirstPage()) return;
  const ask = (): void => {
    if (!pushes.isOpen || tracker.visitor() === undefined || Number(read(MUTED) ?? 0) > Date.now()) return;
    if (document.visibilityState === 'hidden' || document.querySelector('[data-aftercart-message]')) {
      setTimeout(ask, askAfterSeconds * 1_000);
      return;
    }
    const language = languageOf(document.documentElement.lang || navigator.language);
    const { later, ...texts } = TEXTS[language];
    const mute = (): void => write(MUTED, String(Date.now() + MONTH));
    openWindow(
      { kind: 'chat', language, direction: language === 'en' ? 'ltr' : 'rtl', texts },
      {
        ...{ colors: COLORS, decline: later },
        onEnd: (ending) => {
          mute(); // also after a yes that the browser's own question turns into a no
          if (ending === 'clicked') void pushes.subscribe(`${texts.title} ${texts.text}`);
        },
      },
    );
  };
  setTimeout(ask, askAfterSeconds * 1_000);
}

function isFirstPage(): boolean {
  try {
    const isFirst = sessionStorage.getItem(VISITED) === null;
    sessionStorage.setItem(VISITED, '1');
    return isFirst;
  } catch {
    return true; // storage is switched off: nobody would remember a no
  }
}
