export { conditionSchema, type Condition } from './condition';
export {
  evaluateCondition,
  readContact,
  valueAt,
  type ConditionAnswer,
  type ConditionScope,
  type SeenValue,
} from './evaluate-condition';
export { purchaseCondition } from './purchase-condition';
export { readSalesFigures, type SalesQuestion } from './sales-data';
export type { SalesFigures, SalesFilter } from './sales-filter';
