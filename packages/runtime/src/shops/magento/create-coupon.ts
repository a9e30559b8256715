import { hours, isCoded } from '../../shared';
import { readId, readRecord, readRecords, readText, type Json } from '../store';
import type { ShopCoupon } from '../sync';
import type { MagentoClient } from './magento-client';
import type { Filter } from './search-criteria';

/** A rule ends with a day in the shop's own zone: the day of this much later has not ended anywhere at the instant. */
const FURTHEST_ZONE = hours(14).milliseconds;
/** `CouponInterface::TYPE_GENERATED`: the only kind that a rule with many codes takes. */
const GENERATED = 1;

/**
 * Makes a coupon that can be used once. In Magento a cart price rule says what a code takes off and until which day, and
 * overrides what the code itself says of its end and use (`CouponRepository::save`), so coupons of the same terms and day
 * share a rule; it is made where it is missing. A code cannot be tied to an address there: nobody can guess it.
 * @returns when it ends (UTC epoch ms): it is good for at least that long
 * @throws SHOP_KEY_TOO_WEAK where the integration may not write cart price rules, SHOP_REFUSED, and what the client throws
 */
export async function createCoupon(client: MagentoClient, coupon: ShopCoupon): Promise<number | null> {
  const { code, expiresAt } = coupon;
  if (await hasCoupon(client, code)) return expiresAt;
  const rule = await ruleOf(client, coupon);
  try {
    await client.post('coupons', {
      coupon: { rule_id: rule, code, type: GENERATED, is_primary: false, times_used: 0 },
    });
  } catch (error) {
    // Another call may have made it since we looked.
    if (!isCoded(error) || error.code !== 'SHOP_REFUSED' || !(await hasCoupon(client, code))) throw error;
  }
  return expiresAt;
}

async function hasCoupon(client: MagentoClient, code: string): Promise<boolean> {
  return (await findOne(client, 'coupons/search', { field: 'code', value: code }, 'coupon_id')) !== undefined;
}

async function ruleOf(client: MagentoClient, coupon: ShopCoupon): Promise<number> {
  const name = nameOf(coupon);
  const known = await findOne(client, 'salesRules/search', { field: 'name', value: name }, 'rule_id');
  const rule = known ?? readRecord(await client.post('salesRules', { rule: await newRule(client, name, coupon) }));
  return Number(readId(rule.rule_id));
}

/** What people see in Marketing › Cart Price Rules, and we find the rule by: it says all of its terms. */
function nameOf(coupon: ShopCoupon): string {
  const { kind, amount, minimumTotal } = coupon;
  const end = lastDayOf(coupon);
  const off = kind === 'percent' ? `${Number(amount)} %` : `${Number(amount)} off`;
  const from = minimumTotal === null ? '' : ` from ${Number(minimumTotal)}`;
  return `Aftercart ${off}${from}${end === null ? '' : ` until ${end}`}`;
}

/** `2026-12-31`; null for a coupon without an end. */
function lastDayOf({ expiresAt }: ShopCoupon): string | null {
  return expiresAt === null ? null : new Date(expiresAt + FURTHEST_ZONE).toISOString().slice(0, 10);
}

async function newRule(client: MagentoClient, name: string, coupon: ShopCoupon): Promise<Json> {
  const { kind, amount, minimumTotal } = coupon;
  const websites = readRecords(await client.get('store/websites'));
  const groups = await client.search('customerGroups/search', { sort: ['id'], pageSize: 500 });
  const end = lastDayOf(coupon);
  return {
    name,
    description: 'Made by Aftercart. Each of its codes belongs to one contact.',
    // The website 0 is Magento's own back office.
    website_ids: idsOf(websites).filter((id) => id !== 0),
    customer_group_ids: idsOf(groups.items),
    ...(end !== null && { to_date: end }),
    coupon_type: 'SPECIFIC_COUPON',
    use_auto_generation: true,
    uses_per_coupon: 1,
    uses_per_customer: 1,
    simple_action: kind === 'percent' ? 'by_percent' : 'cart_fixed',
    discount_amount: Number(amount),
    discount_step: 0,
    ...(minimumTotal !== null && { condition: subtotalFrom(minimumTotal) }),
    ...{ is_active: true, is_advanced: true, is_rss: false, apply_to_shipping: false, stop_rules_processing: false },
    ...{ sort_order: 0, times_used: 0, simple_free_shipping: '0' },
  };
}

function subtotalFrom(minimumTotal: string): Json {
  const rule = 'Magento\\SalesRule\\Model\\Rule\\Condition\\';
  return {
    condition_type: `${rule}Combine`,
    aggregator_type: 'all',
    value: '1',
    conditions: [
      {
        condition_type: `${rule}Address`,
        attribute_name: 'base_subtotal',
        operator: '>=',
        value: minimumTotal,
      },
    ],
  };
}

function idsOf(records: readonly Json[]): number[] {
  return records.map(({ id }) => Number(readText(id)));
}

async function findOne(
  client: MagentoClient,
  path: string,
  { field, value }: Pick<Filter, 'field' | 'value'>,
  sort: string,
): Promise<Json | undefined> {
  const groups = [[{ field, value, condition: 'eq' } as const]];
  return (await client.search(path, { groups, sort: [sort], pageSize: 1 })).items[0];
}
