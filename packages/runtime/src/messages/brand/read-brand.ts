import type { Brand } from './brand';
import { parseBrand } from './parse-brand';

/** Reads a brand as it is stored: with the HTML of its layout. */
export function readBrand(settings: string): Brand {
  const { layoutHtml, ...brand } = JSON.parse(settings) as Brand;
  return { ...parseBrand(brand), layoutHtml };
}
