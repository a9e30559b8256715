import { Initial1763769600000 } from './1-initial';
import { Engine1763856000000 } from './2-engine';
import { ShopSync1763942400000 } from './3-shop-sync';
import { Contacts1764028800000 } from './4-contacts';
import { Audiences1764115200000 } from './5-audiences';
import { Sites1764201600000 } from './6-sites';
import { Forms1764288000000 } from './7-forms';
import { Triggers1764374400000 } from './8-triggers';
import { DateAndAudienceTriggers1764460800000 } from './9-date-and-audience-triggers';
import { Scores1764547200000 } from './10-scores';
import { Debts1764633600000 } from './11-debts';
import { Drafts1764720000000 } from './12-drafts';
import { Calendar1764806400000 } from './13-calendar';
import { Arbiter1764892800000 } from './14-arbiter';
import { Channels1764979200000 } from './15-channels';
import { Engagement1765065600000 } from './16-engagement';
import { DebtsOfShops1765152000000 } from './17-debts-of-shops';
import { Whatsapp1765238400000 } from './18-whatsapp';
import { DeliveryInbox1765324800000 } from './19-delivery-inbox';
import { Content1765411200000 } from './20-content';
import { Bounces1765497600000 } from './21-bounces';
import { Browsers1765670400000 } from './23-browsers';
import { MessagesDueTogether1765756800000 } from './24-messages-due-together';
import { MessagesOfExecutions1765843200000 } from './25-messages-of-executions';

/** In the order in which they are run. */
export const MIGRATIONS = [
  Initial1763769600000,
  Engine1763856000000,
  ShopSync1763942400000,
  Contacts1764028800000,
  Audiences1764115200000,
  Sites1764201600000,
  Forms1764288000000,
  Triggers1764374400000,
  DateAndAudienceTriggers1764460800000,
  Scores1764547200000,
  Debts1764633600000,
  Drafts1764720000000,
  Calendar1764806400000,
  Arbiter1764892800000,
  Channels1764979200000,
  Engagement1765065600000,
  DebtsOfShops1765152000000,
  Whatsapp1765238400000,
  DeliveryInbox1765324800000,
  Content1765411200000,
  Bounces1765497600000,
  Browsers1765670400000,
  MessagesDueTogether1765756800000,
  MessagesOfExecutions1765843200000,
];
