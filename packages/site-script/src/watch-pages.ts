import { watchProduct } from './watch-product';
import type { Tracker } from './tracker';

/** Each page view, also of shops that change pages without loading them. Calls `onPage` before each. */
export function watchPages(tracker: Tracker, onPage: () => void): void {
  let seen = '';
  const look = (): void => {
    if (location.pathname + location.search === seen) return;
    seen = location.pathname + location.search;
    onPage();
    tracker.page();
    watchProduct(tracker);
  };
  const push = history.pushState.bind(history);
  history.pushState = (...given) => {
    push(...given);
    setTimeout(look);
  };
  addEventListener('popstate', () => setTimeout(look));
  look();
}
