import { readRecords, readText, type Json } from '../store';

/**
 * The name of a variation as webhooks give it, "T-Shirt - S". The list of a product's variations gives "S" alone.
 * WooCommerce leaves the attributes out where there are three or more of them, or several of which one has a name of
 * several words.
 */
export function variationName(product: string, variation: Json): string {
  const slugs = readRecords(variation.attributes).map(({ slug }) => readText(slug));
  const own = readText(variation.name);
  const isLong = slugs.length > 2 || (slugs.length > 1 && slugs.some((slug) => slug.replace(/^pa_/, '').includes('-')));
  return isLong || own === '' ? product : `${product} - ${own}`;
}
