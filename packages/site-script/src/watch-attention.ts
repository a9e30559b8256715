import type { Config } from './config';
import type { Tracker } from './tracker';

const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart', 'wheel'] as const;
/** Pixels per millisecond: nobody reads that fast. */
const FAST = 2.5;

/**
 * Tells once for each page that its visitor does not move any more, and that they are about to leave. The page is told, too
 * (`aftercart:idle`, `aftercart:exit-intent` at the document). @returns what is to be called on each new page
 */
export function watchAttention(tracker: Tracker, { idleSeconds }: Config): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = new Set<string>();
  const tell = (event: string, name: string, properties?: Record<string, unknown>): void => {
    if (told.has(name)) return;
    told.add(name);
    tracker.track(event, properties);
    document.dispatchEvent(new CustomEvent(`aftercart:${name}`));
  };
  const move = (): void => {
    clearTimeout(timer);
    if (!told.has('idle')) timer = setTimeout(rest, idleSeconds * 1_000);
  };
  const rest = (): void => {
    if (document.visibilityState === 'visible') tell('Site Idle', 'idle', { seconds: idleSeconds });
    else move();
  };
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, move, { passive: true, capture: true });
  document.addEventListener('mouseout', ({ clientY, relatedTarget }) => {
    if (clientY <= 0 && relatedTarget === null) tell('Exit Intent', 'exit-intent', { by: 'mouse' });
  });
  watchFastScrolling(() => tell('Exit Intent', 'exit-intent', { by: 'scroll' }));
  return () => {
    told = new Set();
    move();
  };
}

/** Phones have no mouse: there the way out is a fast scroll up, to where the address stands. */
function watchFastScrolling(onFast: () => void): void {
  let [y, at] = [scrollY, performance.now()];
  addEventListener(
    'scroll',
    () => {
      const [now, way] = [performance.now(), y - scrollY];
      if (now - at < 100) return;
      if (way / (now - at) > FAST && matchMedia('(pointer: coarse)').matches) onFast();
      [y, at] = [scrollY, now];
    },
    { passive: true },
  );
}
