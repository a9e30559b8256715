import type { Config } from './config';
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
  const tracker = new Tracker({ ...config, url: serverOf(document.currentScript, config.url) });
  page.aftercart = tracker;
  const watch = (): void => {
    watchPages(tracker, watchAttention(tracker, config));
    watchCart(tracker);
    watchForms(tracker);
    tracker.push(...calls);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch);
  else watch();
}

const isBegun = (value: unknown): boolean => typeof value === 'object' && value !== null && 'consent' in value;
