import { labelsIn } from './labels';
import { keepFocus } from './keep-focus';
import type { Colors, WindowContent } from './page-message';
import { styleOf } from './style';

/** How a window ended: by its button, by its second button, or closed without either. */
export type Ending = 'clicked' | 'declined' | 'dismissed';

interface Options {
  readonly colors: Colors;
  /** What stands on a second button; no such button where left out. */
  readonly decline?: string;
  readonly onEnd: (ending: Ending) => void;
}

/**
 * Opens a window before the page: a modal dialog (`popup`), a line at the bottom (`banner`) or a small window in the corner
 * (`chat`). It stands in a shadow of its own, so that neither style touches the other; texts are set as texts.
 * @returns closes it, as if it had not been touched
 */
export function openWindow(content: WindowContent, { colors, decline, onEnd }: Options): () => void {
  const { kind, language, direction, texts } = content;
  const host = document.createElement('div');
  host.dataset.aftercartMessage = kind;
  const shadow = host.attachShadow({ mode: 'open' });
  addStyle(shadow, styleOf(colors));
  const labels = labelsIn(language);
  const isModal = kind === 'popup';
  const frame = element(isModal ? 'dialog' : 'section', `w ${kind}`, { lang: language, dir: direction });
  frame.setAttribute('aria-label', texts.title ?? labels.message);
  let hasEnded = false;
  const end = (ending: Ending | undefined): void => {
    if (hasEnded) return;
    hasEnded = true;
    document.removeEventListener('keydown', onKey, true);
    if (frame instanceof HTMLDialogElement) frame.close(); // gives the focus back to where it was
    host.remove();
    if (ending) onEnd(ending);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end('dismissed');
  };

  if (texts.image) frame.append(picture(texts.image));
  const body = element('div', 'b');
  if (texts.title) body.append(element('h2', 't', { text: texts.title }));
  if (texts.text) body.append(element('p', 'x2', { text: texts.text }));
  const buttons = element('div', 'g');
  if (texts.button) buttons.append(action(texts.button, texts.url, () => end('clicked')));
  if (decline) buttons.append(button(decline, 'a n', () => end('declined')));
  if (buttons.childElementCount > 0) body.append(buttons);
  const close = button('', 'c', () => end('dismissed'));
  close.setAttribute('aria-label', labels.close);
  close.append(cross());
  frame.append(body, close);

  // What is not modal disturbs nobody, and is read out when there is time.
  const place = isModal ? shadow : element('div', '', { role: 'status' });
  if (place !== shadow) shadow.append(place);
  place.append(frame);
  document.documentElement.append(host);
  // What disturbs nobody takes no key from the page: there Escape closes it once the focus is in it.
  if (isModal) document.addEventListener('keydown', onKey, true);
  else frame.addEventListener('keydown', onKey);
  if (frame instanceof HTMLDialogElement) {
    frame.addEventListener('cancel', (event) => {
      event.preventDefault();
      end('dismissed');
    });
    frame.addEventListener('click', ({ target }) => {
      if (target === frame) end('dismissed'); // beside it
    });
    keepFocus(frame);
    frame.showModal();
  }
  return () => end(undefined);
}

function element(
  name: string,
  className: string,
  { text, ...attributes }: { readonly text?: string; readonly [attribute: string]: string | undefined } = {},
): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) if (value) made.setAttribute(attribute, value);
  return made;
}

function button(text: string, className: string, onClick: () => void): HTMLElement {
  const made = element('button', className, { text, type: 'button' });
  made.addEventListener('click', onClick);
  return made;
}

/** Follows its link by itself, where it has one. */
function action(text: string, url: string | undefined, onClick: () => void): HTMLElement {
  if (!url) return button(text, 'a', onClick);
  const link = element('a', 'a', { text, href: url });
  const isElsewhere = /^https?:/.test(url) && new URL(url).origin !== location.origin;
  if (isElsewhere) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener');
  }
  // Once the browser has taken the click: a link that is gone leads nowhere.
  link.addEventListener('click', () => setTimeout(onClick));
  return link;
}

function picture(address: string): HTMLElement {
  const image = element('img', 'i', { src: address });
  image.setAttribute('alt', '');
  image.addEventListener('error', () => image.remove());
  return image;
}

function cross(): SVGElement {
  const name = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(name, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 20 20', width: '18', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(name, 'path');
  const shape = { d: 'M4 4l12 12M16 4L4 16', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round' };
  for (const [key, value] of Object.entries(shape)) path.setAttribute(key, value);
  svg.append(path);
  return svg;
}

/** A sheet that is made by a script is no inline style: a strict Content-Security-Policy lets it be. */
function addStyle(shadow: ShadowRoot, css: string): void {
  if ('adoptedStyleSheets' in shadow && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    return;
  }
  (shadow as ParentNode).append(element('style', '', { text: css })); // browsers from before 2023
}
