export { purchaseCondition } from './purchase-condition';
export { readSalesFigures, type SalesQuestion } from './sales-data';
export type { SalesFigures, SalesFilter } from './sales-filter';
