import type { HttpAnswer } from '../http-server';
import type { MagentoObject } from './search';

interface CouponCall {
  readonly rule?: MagentoObject;
  readonly coupon?: MagentoObject;
}

/** `CouponInterface::TYPE_GENERATED` */
const GENERATED = 1;

/**
 * Cart price rules and their coupons as Magento keeps them: a coupon's end and use are its rule's, whatever the caller says of
 * them, a rule with generated codes takes no other, and no two coupons have one code.
 */
export class MagentoCoupons {
  readonly websites = [
    { id: 0, code: 'admin' },
    { id: 1, code: 'base' },
    { id: 2, code: 'hebrew' },
  ];
  readonly customerGroups: MagentoObject[] = [0, 1, 2, 3].map((id) => ({ id, code: `Group ${id}` }));
  readonly rules: MagentoObject[] = [];
  readonly coupons: MagentoObject[] = [];

  post(path: string, { rule, coupon }: CouponCall): HttpAnswer {
    if (path === 'salesRules' && rule) return this.saveRule(rule);
    if (path === 'coupons' && coupon) return this.saveCoupon(coupon);
    return { status: 404, body: { message: 'Request does not match any route.' } };
  }

  private saveRule(rule: MagentoObject): HttpAnswer {
    const saved = { ...rule, rule_id: this.rules.length + 1 };
    this.rules.push(saved);
    return { body: saved };
  }

  private saveCoupon(coupon: MagentoObject): HttpAnswer {
    const rule = this.rules.find(({ rule_id: id }) => id === coupon.rule_id);
    if (!rule) return refused('No such entity with rule_id');
    if (rule.use_auto_generation === true && coupon.type !== GENERATED) {
      return refused('Error occurred when saving coupon: Specified rule only allows auto generated coupons');
    }
    if (this.coupons.some(({ code }) => code === coupon.code)) return refused('Unique constraint violation found');
    const ofRule = { expiration_date: rule.to_date, usage_limit: rule.uses_per_coupon };
    const saved = { ...coupon, ...ofRule, coupon_id: this.coupons.length + 1 };
    this.coupons.push(saved);
    return { body: saved };
  }
}

const refused = (message: string): HttpAnswer => ({ status: 400, body: { message } });
