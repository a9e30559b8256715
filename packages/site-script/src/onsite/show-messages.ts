import { callServer } from '../call-server';
import type { Config } from '../config';
import type { Tracker } from '../tracker';
import { openWindow, type Ending } from './open-window';
import type { Colors, Moment, PageMessage } from './page-message';

/** What a journey answers within moments of what it answers to. */
const SOON = [1_200, 5_000];
/** Every page tells these: nobody waits for an answer to them. */
const ORDINARY = /^(product|cart) ?viewed$/i;
const CARD_ERROR = /card.?error/i;
const BLACK: Colors = { primary: '#1c1917', onPrimary: '#ffffff' };
const QUIET = 'aftercart_quiet';

/**
 * Shows the messages that wait for the visitor, one at a time, each when its moment has come. A pop-up that was closed is the
 * last one of the visit. @returns what is to be called on each new page
 */
export function showMessages(tracker: Tracker, config: Config): () => void {
  let waiting: readonly PageMessage[] = [];
  let colors = BLACK;
  let happened = new Set<Moment>(['now']);
  let timers: Array<ReturnType<typeof setTimeout>> = [];
  let isBusy = false;

  const call = async (path: string, more: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const anonymousId = tracker.visitor();
    if (anonymousId === undefined || document.visibilityState === 'hidden') return {};
    return { ...((await callServer(config, path, { anonymousId, ...more })) as object | undefined) };
  };

  const look = async (): Promise<void> => {
    const language = document.documentElement.lang || navigator.language;
    const answer = await call('/v1/messages', { language });
    if (!Array.isArray(answer.messages)) return;
    waiting = answer.messages as PageMessage[];
    colors = (answer.colors as Colors | undefined) ?? BLACK;
    await showNext();
  };

  const showNext = async (): Promise<void> => {
    if (isBusy) return;
    const next = waiting.find(({ kind, moment }) => happened.has(moment) && !(kind === 'popup' && isQuiet()));
    if (!next) return;
    isBusy = true;
    waiting = waiting.filter(({ id }) => id !== next.id);
    // Asked at the last moment: the visitor may have bought since, and another page may have shown it.
    const { token } = await call('/v1/messages/show', { message: next.id });
    if (typeof token === 'string') show(next, token);
    else isBusy = false;
    if (!isBusy) await showNext();
  };

  const show = (message: PageMessage, token: string): void => {
    const react = (reaction: string): void =>
      void callServer(config, '/v1/messages/reactions', { token, reaction, url: message.texts.url });
    const onEnd = (ending: Ending): void => {
      react(ending === 'clicked' ? 'clicked' : 'dismissed');
      if (ending === 'dismissed' && message.kind === 'popup') keepQuiet();
      isBusy = false;
      void showNext();
    };
    openWindow(message, { colors, onEnd });
    react('shown');
  };

  const reach = (moment: Moment): void => {
    happened.add(moment);
    void showNext();
  };
  document.addEventListener('aftercart:idle', () => reach('idle'));
  document.addEventListener('aftercart:exit-intent', () => reach('exit'));
  tracker.onTold((event) => {
    if (ORDINARY.test(event)) return;
    if (CARD_ERROR.test(event)) reach('cardError');
    timers.forEach(clearTimeout);
    timers = SOON.map((delay) => setTimeout(() => void look(), delay));
  });
  tracker.onAllowed(() => void look());
  return () => {
    happened = new Set(['now']);
    void look();
  };
}

function isQuiet(): boolean {
  try {
    return sessionStorage.getItem(QUIET) !== null;
  } catch {
    return false; // storage is switched off
  }
}

function keepQuiet(): void {
  try {
    sessionStorage.setItem(QUIET, '1');
  } catch {
    // nothing is remembered where storage is switched off
  }
}
