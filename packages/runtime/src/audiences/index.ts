export { isRelative } from './comparison';
export { leavesOf, type Condition, type Leaf } from './condition';
export { conditionSchema } from './condition-schema';
export {
  answerLeaves,
  evaluateCondition,
  type ConditionAnswer,
  type ConditionScope,
  type SeenValue,
} from './evaluate-condition';
export { dialectOf } from './dialect';
export { becameOf } from './facts/message-fact';
export { calendarOf, fulfilsTrigger, problemOfComparison } from './fulfils-trigger';
export { messageAtOf } from './message-at';
export { parseCondition } from './parse-condition';
export { purchaseCondition } from './purchase-condition';
export type { Calendar } from './calendar';
export { zoneOfWorkspace } from './read-calendar';
export { readContact } from './read-contact';
export { readSalesFigures, type SalesQuestion } from './sales/read-sales-figures';
export type { SalesFigures, SalesFilter } from './sales/sales-filter';
export { countContacts, selectContacts, whom, whomOfAll, type ContactsScope } from './select-contacts';
export { list, raw, sql, type Sql } from './sql';
export { valueAt } from './value-at';
export type { Moment } from './window';
