import { gradeName } from '../../../packages/runtime/src/insights/rfm/grade-name';
import type { SampleOrder } from '../audiences/sample-shop';

const DAY = 86_400_000;
const isPurchase = ({ status }: SampleOrder): boolean => status === 'completed';

/** Grades of buyers, the slow and obvious way: each figure is ranked among all, equal ones share the middle of their ranks. */
export function naiveGrades(orders: readonly SampleOrder[]) {
  const buyers = [...new Set(orders.filter(isPurchase).map(({ contact }) => contact))].map((contact) => {
    const own = orders.filter((each) => isPurchase(each) && each.contact === contact);
    const day = Math.max(...own.map(({ placedAt }) => Math.floor(placedAt / DAY)));
    const total = own
      .filter(({ currency }) => currency === 'EUR')
      .reduce((sum, each) => sum + each.total - each.refunded, 0);
    return { contact: contact ?? 0, day, orders: own.length, total };
  });
  const gradeOf = (values: readonly number[], value: number): number => {
    const below = values.filter((each) => each < value).length;
    const same = values.filter((each) => each === value).length;
    return 1 + Math.floor((5 * (below + same / 2)) / values.length);
  };
  const days = buyers.map(({ day }) => day);
  const counts = buyers.map((buyer) => buyer.orders);
  const totals = buyers.map(({ total }) => total);
  return buyers
    .sort((one, other) => one.contact - other.contact)
    .map(({ contact, day, orders: count, total }) => {
      const grades = {
        recency: gradeOf(days, day),
        frequency: gradeOf(counts, count),
        monetary: gradeOf(totals, total),
      };
      return { contact, ...grades, grade: gradeName(grades, count), orders: count, total };
    });
}

/** Pairs of products by their baskets, the slow and obvious way. */
export function naivePairs(orders: readonly SampleOrder[], now: number) {
  const baskets = orders.filter(isPurchase).map(({ lines, placedAt }) => ({
    products: new Set(lines.map(({ productExternalId }) => productExternalId)),
    weight: 2 ** ((placedAt - now) / (180 * DAY)),
  }));
  const weigh = (...products: string[]) =>
    baskets.filter((basket) => products.every((each) => basket.products.has(each)));
  const sum = (found: ReadonlyArray<{ weight: number }>) => found.reduce((total, { weight }) => total + weight, 0);
  const names = [...new Set(baskets.flatMap(({ products }) => [...products]))].sort();
  const everything = sum(baskets);
  return names.flatMap((product) =>
    names
      .filter((other) => other !== product)
      .map((other) => {
        const both = weigh(product, other);
        const [together, own, others] = [sum(both), sum(weigh(product)), sum(weigh(other))];
        const cosine = together / Math.sqrt(own * others);
        const strength = (cosine * both.length) / (both.length + 10);
        return { product, other, baskets: both.length, lift: (together * everything) / (own * others), strength };
      })
      .filter(({ baskets: count, lift }) => count >= 5 && lift > 1)
      .sort((one, other) => other.strength - one.strength),
  );
}
