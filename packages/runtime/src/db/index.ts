export { ClockJumps, type ClockJump } from './clock-jumps';
export type { Database, Queries, Transaction } from './database';
export { DATABASE_NOW } from './database-now';
export { entryKey } from './entry-key';
export * as entities from './entities';
export type { StoredStatus } from './entities';
export { holdContact, survivorOf } from './hold-contact';
export { openDatabase } from './open-database';
