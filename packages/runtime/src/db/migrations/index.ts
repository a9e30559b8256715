import { Initial1763769600000 } from './1-initial';
import { Engine1763856000000 } from './2-engine';
import { ShopSync1763942400000 } from './3-shop-sync';
import { Contacts1764028800000 } from './4-contacts';
import { Audiences1764115200000 } from './5-audiences';
import { Triggers1764374400000 } from './8-triggers';

/** In the order in which they are run. */
export const MIGRATIONS = [
  Initial1763769600000,
  Engine1763856000000,
  ShopSync1763942400000,
  Contacts1764028800000,
  Audiences1764115200000,
  Triggers1764374400000,
];
