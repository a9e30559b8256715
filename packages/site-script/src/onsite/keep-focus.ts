/** Tab goes round within a dialog. The page behind a modal one is out of reach; the browser's own bars are not. */
export function keepFocus(dialog: HTMLElement): void {
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    const stops = [...dialog.querySelectorAll<HTMLElement>('a[href],button')];
    const [first, last] = [stops[0], stops[stops.length - 1]];
    const { activeElement } = dialog.getRootNode() as ShadowRoot;
    const isAtEnd = activeElement === (event.shiftKey ? first : last) || activeElement === dialog;
    if (!isAtEnd) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  });
}
