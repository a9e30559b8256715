/** Where a form has no colour of its own. */
export const ACCENT = '#1257b8';

/** Black or white: what can be read on a colour. @param color `#rrggbb` */
export function readableOn(color: string): '#000000' | '#ffffff' {
  // Where both have the same contrast by WCAG 2.
  return luminanceOf(color) > 0.179 ? '#000000' : '#ffffff';
}

/** Relative luminance as WCAG 2 defines it: 0 black, 1 white. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (share: number): number => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
