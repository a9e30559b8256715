import type { CategorySnapshot } from '../../events';
import { readId, readRecords, readText, type Json } from '../store';
import type { MagentoClient } from './magento-client';
import { allById } from './pages-by-key';

export type Categories = ReadonlyMap<string, CategorySnapshot>;

/** All categories of the shop by id: products name theirs by number only. @throws what the client throws */
export async function loadCategories(client: MagentoClient): Promise<Categories> {
  const found = await allById(client, { path: 'categories/list', id: 'id' });
  const categories = found.map((json) => ({
    id: readId(json.id) ?? '',
    name: readText(json.name),
    slug: attributeOf(json, 'url_key'),
  }));
  return new Map(categories.map((category) => [category.id, category]));
}

/** What merchants can define themselves is beside the fixed fields: `custom_attributes`. */
export function attributeOf(json: Json, code: string): string {
  return readText(readRecords(json.custom_attributes).find(({ attribute_code: name }) => name === code)?.value);
}
