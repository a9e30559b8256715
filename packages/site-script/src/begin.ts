import type { Config } from './config';
import { showMessages } from './onsite/show-messages';
import { askGently } from './push/ask-gently';
import { Pushes } from './push/pushes';
import { serverOf } from './server-of';
import { Tracker } from './tracker';
import { watchAttention } from './watch-attention';
import { watchCart } from './watch-cart';
import { watchForms } from './watch-forms';
import { watchPages } from './watch-pages';

/** Begins to watch a page. A page that loads the script twice is watched once. */
export function begin(config: Config): void {
  const page = window as { aftercart?: unknown };
  if (isBegun(page.aftercart)) return;
  const calls = Array.isArray(page.aftercart) ? (page.aftercart as unknown[][]) : [];
  const settings = { ...config, url: serverOf(document.currentScript, config.url) };
  const tracker = new Tracker(settings);
  page.aftercart = tracker;
  const watch = (): void => {
    const onPage = [watchAttention(tracker, settings), showMessages(tracker, settings)];
    watchPages(tracker, () => onPage.forEach((call) => call()));
    if (settings.push) {
      tracker.pushes = new Pushes(tracker, settings, settings.push);
      askGently(tracker, tracker.pushes, settings.push);
    }
    watchCart(tracker);
    watchForms(tracker);
    tracker.push(...calls);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch);
  else watch();
}

const isBegun = (value: unknown): boolean => typeof value === 'object' && value !== null && 'consent' in value;
