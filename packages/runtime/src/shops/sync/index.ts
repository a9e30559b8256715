/* What keeps shops complete, whatever they run on. */
export { deletionRecord } from './deletion-record';
export type { Parting } from './parting';
export { Partings, type Disconnected } from './partings';
export { ShopConnections } from './shop-connections';
export type { ShopHealth } from './shop-health';
export type { SetAsideRecord } from './set-aside';
export type {
  HistoryPage,
  ShopCoupon,
  ShopSource,
  SourcePage,
  SourceRecord,
  WebhookCheck,
  WebhookState,
} from './shop-source';
export { makeDue } from './shop-state';
export { ShopSync, type SourceOf } from './shop-sync';
